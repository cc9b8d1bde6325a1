"use client"

import { useTranslations } from "next-intl"

import { Button } from "@/components/ui/button"
import { FilterChoices } from "@/features/catalogue/components/filter-choices"
import { FilterPrice } from "@/features/catalogue/components/filter-price"
import { useListingNavigation } from "@/features/catalogue/components/use-listing-navigation"
import { withChoice, withPrice, type ListingState } from "@/features/catalogue/listing-state"
import type { Filter } from "@/lib/api/types"

type FilterFormProps = { idPrefix: string; filters: Filter[]; state: ListingState; currency: string }

/** Narrows the list as soon as a box is ticked. Without scripts it is an ordinary form with a button. */
export function FilterForm({ idPrefix, filters, state, currency }: FilterFormProps) {
  const t = useTranslations("catalogue")
  const { shown, show, isPending } = useListingNavigation(state)
  return (
    <form data-slot="filter-form" method="get" aria-busy={isPending} className="flex flex-col">
      {state.sort !== "featured" && <input type="hidden" name="sort" value={state.sort} />}
      {filters.map((filter) =>
        filter.type === "range" ? (
          <FilterPrice
            key={filter.code}
            idPrefix={idPrefix}
            filter={filter}
            state={shown}
            currency={currency}
            onChange={(minimum, maximum) => show(withPrice(shown, minimum, maximum))}
          />
        ) : (
          <FilterChoices
            key={filter.code}
            idPrefix={idPrefix}
            filter={filter}
            chosen={shown.choices[filter.code] ?? []}
            onChange={(value, isChosen) => show(withChoice(shown, filter.code, value, isChosen))}
          />
        ),
      )}
      <noscript>
        <Button type="submit" className="mt-4 w-full">
          {t("applyFilters")}
        </Button>
      </noscript>
    </form>
  )
}
