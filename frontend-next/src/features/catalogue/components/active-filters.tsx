import { useLocale, useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import {
  cleared,
  listingHref,
  withChoice,
  withPrice,
  type ListingState,
} from "@/features/catalogue/listing-state"
import { Link } from "@/i18n/navigation"
import type { Filter } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

type ActiveFiltersProps = { path: string; state: ListingState; filters: Filter[]; currency: string }

/** What the list is narrowed by, each with a way to take it back. Plain links: they work before any script does. */
export function ActiveFilters({ path, state, filters, currency }: ActiveFiltersProps) {
  const t = useTranslations("catalogue")
  const price = usePriceText(state, currency)
  const chips = Object.entries(state.choices).flatMap(([code, values]) =>
    values.map((value) => ({
      key: `${code}=${value}`,
      label: choiceLabel(code, value),
      next: withChoice(state, code, value, false),
    })),
  )
  if (price) chips.push({ key: "price", label: price, next: withPrice(state, "", "") })
  if (chips.length === 0) return null
  return (
    <ul
      data-slot="active-filters"
      aria-label={t("activeFilters")}
      className="flex flex-wrap items-center gap-2"
    >
      {chips.map(({ key, label, next }) => (
        <li key={key}>
          <Link
            href={listingHref(path, next)}
            scroll={false}
            className="inline-flex min-h-9 items-center gap-2 rounded-full border border-edge py-1 ps-3.5 pe-2.5 text-sm hover:border-ink"
          >
            <span className="sr-only">{t("removeFilter")} </span>
            {label}
            <Icon name="close" className="size-3.5" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={listingHref(path, cleared(state))}
          scroll={false}
          className="link inline-flex min-h-9 items-center px-2 text-sm"
        >
          {t("clearAll")}
        </Link>
      </li>
    </ul>
  )

  function choiceLabel(code: string, value: string): string {
    if (code === "available") return t("availableOnly")
    if (code === "on_sale") return t("onSaleOnly")
    const known = filters
      .find((filter) => filter.code === code)
      ?.values.find((option) => option.value === value)
    return known?.label ?? value
  }
}

function usePriceText({ priceMin, priceMax }: ListingState, currency: string): string | null {
  const t = useTranslations("catalogue")
  const locale = useLocale()
  const text = (amount: string) => formatMoney({ amount, currency }, locale)
  if (priceMin && priceMax) return t("priceBetween", { from: text(priceMin), to: text(priceMax) })
  if (priceMin) return t("priceAbove", { from: text(priceMin) })
  if (priceMax) return t("priceBelow", { to: text(priceMax) })
  return null
}
