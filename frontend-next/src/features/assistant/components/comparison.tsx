"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { FromPrice } from "@/components/commerce/from-price"
import type { Offer } from "@/features/assistant/offers"
import { Link } from "@/i18n/navigation"
import type { ProductCard } from "@/lib/api/types"

type ComparisonProps = { products: ProductCard[]; offers: Offer[]; currency: string; onLeave: () => void }

type Row = { key: string; name: string; cells: ReactNode[] }

/** Products side by side: what each costs, and where they differ. */
export function Comparison({ products, offers, currency, onLeave }: ComparisonProps) {
  const t = useTranslations("assistant")
  const rows = [...useShopRows(products, currency), ...factRows(products, offers)]
  return (
    <div
      role="region"
      aria-label={t("comparison")}
      // What can be scrolled can be reached with the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table data-slot="comparison" className="w-full text-sm">
        <thead>
          <tr>
            <td />
            {products.map(({ id, name, slug }) => (
              <th key={id} scope="col" className="min-w-28 border-b border-line p-2 text-start align-bottom">
                <Link href={`/products/${slug}`} onClick={onLeave} className="link font-medium">
                  {name}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key} className="border-b border-line">
              <th
                scope="row"
                className="sticky start-0 bg-paper py-2 pe-2 text-start align-top font-normal text-faint"
              >
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={products[index]?.id} className="p-2 align-top">
                  {cell ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function useShopRows(products: ProductCard[], currency: string): Row[] {
  const t = useTranslations("assistant")
  const row = (key: "price" | "rating" | "stock", cell: (product: ProductCard) => ReactNode): Row => ({
    key,
    name: t(key),
    cells: products.map(cell),
  })
  return [
    row("price", (product) => <FromPrice product={product} currency={currency} />),
    row("rating", ({ rating }) => rating.average && t("stars", { average: rating.average })),
    row("stock", ({ availability }) => (availability.is_available ? t("available") : t("soldOut"))),
  ]
}

function factRows(products: ProductCard[], offers: Offer[]): Row[] {
  const names = new Map(offers.flatMap(({ facts }) => facts.map(({ code, name }) => [code, name] as const)))
  return [...names].map(([code, name]) => ({
    key: code,
    name,
    cells: products.map(({ slug }) => {
      const fact = offers.find((offer) => offer.slug === slug)?.facts.find((each) => each.code === code)
      return fact && <bdi>{[fact.label, fact.unit].filter(Boolean).join(" ")}</bdi>
    }),
  }))
}
