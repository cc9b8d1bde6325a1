import type { ListingState } from "@/features/catalogue/listing-state"
import type { Facet } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

const MAX_LENGTH = 120

type Named = Pick<Facet, "code" | "name" | "type" | "is_single" | "values">

/** What a list is of, in the words of the shop: “rug · Moss · up to …”. At most as long as a saved search's name. */
export function listingName(
  { words, choices, priceMin, priceMax }: ListingState,
  facets: readonly Named[],
  { locale, currency }: { locale: string; currency: string },
): string {
  const money = (amount: string) => formatMoney({ amount, currency }, locale)
  const chosen = Object.entries(choices).flatMap(([code, values]) =>
    values.map((value) => choiceLabel(facets, code, value) ?? value),
  )
  const prices = [priceMin && `≥ ${money(priceMin)}`, priceMax && `≤ ${money(priceMax)}`]
  const name = [words, ...chosen, ...prices].filter(Boolean).join(" · ")
  return Array.from(name).slice(0, MAX_LENGTH).join("")
}

/** A chosen value as it stands for itself: “4 stars or more” and “yes” say nothing without what they are said of. */
export function choiceLabel(facets: readonly Named[], code: string, value: string): string | undefined {
  const facet = facets.find((known) => known.code === code)
  const label = facet?.values.find((known) => known.value === value)?.label
  if (facet?.type === "boolean") return (facet.is_single ? label : undefined) ?? facet.name
  return facet?.is_single && label ? `${facet.name}: ${label}` : label
}
