import { useLocale, useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import { clearedOfAll, withChoice, withLiteral, withPrice } from "@/features/catalogue/listing-changes"
import { choiceLabel } from "@/features/catalogue/listing-name"
import { listingHref } from "@/features/catalogue/listing-query"
import type { ListingState } from "@/features/catalogue/listing-state"
import { Link } from "@/i18n/navigation"
import type { SearchAnswer } from "@/lib/api/types"
import { cn } from "@/lib/cn"
import { formatMoney } from "@/lib/money"

type ActiveFiltersProps = { path: string; state: ListingState; answer: SearchAnswer; currency: string }

type Chip = { key: string; label: string; next: ListingState; isUnderstood?: boolean }

/**
 * What the list is narrowed by, each with a way to take it back: what was chosen, and what was read out of
 * the words. Plain links: they work before any script does.
 */
export function ActiveFilters({ path, state, answer, currency }: ActiveFiltersProps) {
  const t = useTranslations("catalogue")
  const chips = useChips(state, answer, currency)
  if (chips.length === 0) return null
  const understood = answer.query.understood.map(({ field }) => field)
  return (
    <ul
      data-slot="active-filters"
      aria-label={t("activeFilters")}
      className="flex flex-wrap items-center gap-2"
    >
      {chips.map(({ key, label, next, isUnderstood }) => (
        <li key={key}>
          <Link
            href={listingHref(path, next)}
            scroll={false}
            className={cn(
              "inline-flex min-h-9 items-center gap-2 rounded-full border border-edge py-1 ps-3.5 pe-2.5 text-sm hover:border-ink",
              isUnderstood && "border-dashed",
            )}
          >
            <span className="sr-only">{isUnderstood ? t("takeLiterally") : t("removeFilter")} </span>
            {label}
            <Icon name="close" className="size-3.5" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={listingHref(path, clearedOfAll(state, understood))}
          scroll={false}
          className="link inline-flex min-h-9 items-center px-2 text-sm"
        >
          {t("clearAll")}
        </Link>
      </li>
    </ul>
  )
}

function useChips(state: ListingState, { facets, query }: SearchAnswer, currency: string): Chip[] {
  const t = useTranslations("catalogue")
  const price = usePriceText(state, currency)
  const understood = query.understood.map(({ field, value, label }): Chip => ({
    key: `understood:${field}=${value}`,
    label: t("understood", { name: nameOf(field), value: label }),
    next: withLiteral(state, field),
    isUnderstood: true,
  }))
  const chosen = Object.entries(state.choices).flatMap(([code, values]) =>
    values.map((value): Chip => ({
      key: `${code}=${value}`,
      // Nobody counted, so nobody named: then at least a yes is not shown as “true”.
      label: choiceLabel(facets, code, value) ?? (value === "true" ? t("understoodFilter") : value),
      next: withChoice(state, code, value, false),
    })),
  )
  const prices = price ? [{ key: "price", label: price, next: withPrice(state, "", "") }] : []
  return [...understood, ...chosen, ...prices]

  function nameOf(code: string): string {
    return facets.find((facet) => facet.code === code)?.name ?? t("understoodFilter")
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
