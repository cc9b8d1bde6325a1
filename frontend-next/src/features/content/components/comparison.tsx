import { useTranslations } from "next-intl"

import { FromPrice } from "@/components/commerce/from-price"
import { Picture } from "@/components/ui/picture"
import { SectionHeading } from "@/features/content/components/section-heading"
import { Link } from "@/i18n/navigation"
import type { BlockValue, ProductCard } from "@/lib/api/types"

/** Products side by side with their facts; on a phone the table is scrolled, and says which row is which. */
export function Comparison({ value, currency }: { value: BlockValue<"comparison">; currency: string }) {
  const t = useTranslations("content")
  const { heading, products, rows } = value
  if (products.length < 2) return null
  return (
    <section data-slot="comparison">
      <SectionHeading heading={heading} />
      <div
        role="region"
        aria-label={heading || t("comparison")}
        // What can be scrolled can be reached with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="overflow-x-auto"
      >
        <table className="w-full border-collapse">
          <thead>
            <tr>
              <td />
              {products.map((product) => (
                <th key={product.id} scope="col" className="min-w-40 p-3 text-start align-bottom font-normal">
                  <ComparedProduct product={product} currency={currency} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ code, name, values }) => (
              <tr key={code} className="border-t border-line">
                <th
                  scope="row"
                  className="sticky start-0 bg-paper py-3 pe-4 text-start align-top font-normal text-faint"
                >
                  {name}
                </th>
                {values.map((said, index) => (
                  <td key={products[index]?.id} className="p-3 align-top">
                    {said ? <bdi>{said}</bdi> : <span title={t("unknown")}>–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function ComparedProduct({ product, currency }: { product: ProductCard; currency: string }) {
  return (
    <div className="flex flex-col gap-2">
      <div className="aspect-square max-w-48 overflow-hidden rounded-xs bg-sunk">
        {product.image && <Picture image={product.image} alt="" sizes="12rem" />}
      </div>
      <Link href={`/products/${product.slug}`} className="link font-medium">
        {product.name}
      </Link>
      <FromPrice product={product} currency={currency} />
    </div>
  )
}
