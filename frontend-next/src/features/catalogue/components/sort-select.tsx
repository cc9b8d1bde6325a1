"use client"

import { useTranslations } from "next-intl"

import { Icon } from "@/components/ui/icon"
import { useListingNavigation } from "@/features/catalogue/components/use-listing-navigation"
import { withSort } from "@/features/catalogue/listing-changes"
import { SORTS, type ListingState, type Sort } from "@/features/catalogue/listing-state"

export function SortSelect({ state }: { state: ListingState }) {
  const t = useTranslations("catalogue")
  const { shown, show, isPending } = useListingNavigation(state)
  return (
    <div data-slot="sort" aria-busy={isPending} className="relative flex items-center gap-2 text-sm">
      <label htmlFor="sort" className="sr-only lg:not-sr-only lg:text-faint">
        {t("sortBy")}
      </label>
      <select
        id="sort"
        value={shown.sort}
        onChange={(event) => show(withSort(shown, event.target.value as Sort))}
        className="min-h-11 cursor-pointer appearance-none rounded-xs border border-edge bg-transparent ps-3.5 pe-9 font-medium hover:border-ink"
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {sort === "relevance" && !state.words ? t("sorts.featured") : t(`sorts.${sort}`)}
          </option>
        ))}
      </select>
      <Icon name="chevron" className="pointer-events-none absolute end-3 size-3.5" />
    </div>
  )
}
