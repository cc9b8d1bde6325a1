"use client"

import { useTranslations } from "next-intl"
import { useId, useMemo } from "react"

import { useConsent } from "@/features/memory/components/use-consent"
import { Link } from "@/i18n/navigation"
import { readViewed } from "@/lib/memory/viewed"

const SHOWN = 6

/** What this device looked at lately, without the product that is on show anyway. Nothing without consent. */
export function RecentlyViewed({ except }: { except?: string }) {
  const t = useTranslations("memory")
  const id = useId()
  const consent = useConsent()
  const products = useMemo(
    () => (consent ? readViewed().filter((product) => product.id !== except) : []),
    [consent, except],
  ).slice(0, SHOWN)
  if (products.length === 0) return null
  return (
    <section data-slot="recently-viewed" aria-labelledby={id}>
      <h2 id={id} className="font-display text-xl">
        {t("recentlyViewed")}
      </h2>
      <ul className="mt-4 grid grid-cols-3 gap-4 md:grid-cols-6">
        {products.map(({ id: key, slug, name, picture }) => (
          <li key={key} className="group relative flex flex-col gap-2">
            <span className="aspect-square overflow-hidden rounded-xs bg-sunk">
              {picture && (
                <img
                  src={picture}
                  alt=""
                  loading="lazy"
                  decoding="async"
                  className="size-full object-cover"
                />
              )}
            </span>
            <Link
              href={`/products/${slug}`}
              className="text-sm leading-snug group-hover:underline after:absolute after:inset-0"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
