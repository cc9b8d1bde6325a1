"use client"

import { useTranslations } from "next-intl"

import { Button } from "@/components/ui/button"
import { FilterChoices } from "@/features/catalogue/components/filter-choices"
import { FilterPrice } from "@/features/catalogue/components/filter-price"
import { FilterRating } from "@/features/catalogue/components/filter-rating"
import { FilterTree } from "@/features/catalogue/components/filter-tree"
import { useListingNavigation } from "@/features/catalogue/components/use-listing-navigation"
import { settled, withChoice, withPrice } from "@/features/catalogue/listing-changes"
import type { ListingState } from "@/features/catalogue/listing-state"
import type { Facet, Understood } from "@/lib/api/types"

type FilterFormProps = {
  idPrefix: string
  facets: Facet[]
  state: ListingState
  currency: string
  understood: Understood[]
}

/** Narrows the list as soon as a box is ticked. Without scripts it is an ordinary form with a button. */
export function FilterForm({ idPrefix, facets, state, currency, understood }: FilterFormProps) {
  const t = useTranslations("catalogue")
  const { shown, show, isPending } = useListingNavigation(state)
  return (
    <form data-slot="filter-form" method="get" aria-busy={isPending} className="flex flex-col">
      {state.words && <input type="hidden" name="q" value={state.words} />}
      {state.literal.length > 0 && <input type="hidden" name="literal" value={state.literal.join(",")} />}
      {state.sort !== "relevance" && <input type="hidden" name="sort" value={state.sort} />}
      {facets.map((facet) => (
        <FacetControl
          key={facet.code}
          state={settled(shown, understood, facet.code)}
          {...{ idPrefix, facet, currency, show }}
        />
      ))}
      <noscript>
        <Button type="submit" className="mt-4 w-full">
          {t("applyFilters")}
        </Button>
      </noscript>
    </form>
  )
}

type FacetControlProps = {
  idPrefix: string
  facet: Facet
  currency: string
  state: ListingState
  show: (next: ListingState) => void
}

function FacetControl({ idPrefix, facet, currency, state, show }: FacetControlProps) {
  const choices = {
    idPrefix,
    facet,
    chosen: state.choices[facet.code] ?? [],
    onChange: (value: string, isChosen: boolean) => {
      show(withChoice(state, facet.code, value, isChosen, facet))
    },
  }
  if (facet.code === "category") return <FilterTree {...choices} />
  if (facet.code === "rating") return <FilterRating {...choices} />
  if (facet.type !== "range") return <FilterChoices {...choices} />
  return (
    <FilterPrice
      idPrefix={idPrefix}
      facet={facet}
      state={state}
      currency={currency}
      onChange={(minimum, maximum) => {
        show(withPrice(state, minimum, maximum))
      }}
    />
  )
}
