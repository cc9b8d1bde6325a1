import type { FacetValue, Understood } from "@/lib/api/types"
import { inOrder, type ListingState, type Sort } from "@/features/catalogue/listing-state"

/** A value and the one that it lies in. */
export type Placed = Pick<FacetValue, "value" | "parent">

/** What a facet says of choosing from it. */
export type Choosable = { is_single: boolean; values: readonly Placed[] }

const ANYHOW: Choosable = { is_single: false, values: [] }

/**
 * Any change of what is shown starts again at the first page. Values add up, but a single choice takes
 * the place of the one before it, and of values that lie in each other the last one that of those above it and in it.
 */
export function withChoice(
  state: ListingState,
  code: string,
  value: string,
  isChosen: boolean,
  facet: Choosable = ANYHOW,
): ListingState {
  const others = (state.choices[code] ?? []).filter((known) => known !== value)
  const chosen = isChosen ? [...besides(others, value, facet), value] : others
  return fromStart({ ...state, choices: { ...state.choices, [code]: chosen } })
}

function besides(others: string[], value: string, { is_single: isSingle, values }: Choosable): string[] {
  if (isSingle) return []
  const way = wayTo(value, values)
  return others.filter((other) => !way.has(other) && !wayTo(other, values).has(value))
}

/** A value and everything that it lies in. */
export function wayTo(value: string, values: readonly Placed[]): Set<string> {
  const parents = new Map(values.map((each) => [each.value, each.parent]))
  const way = new Set<string>()
  for (let at: string | null = value; at !== null && !way.has(at); at = parents.get(at) ?? null) way.add(at)
  return way
}

/** Of chosen values that lie in each other only the innermost: a form sent without scripts has both. */
export function withInnermost(state: ListingState, code: string, values: readonly Placed[]): ListingState {
  const chosen = state.choices[code] ?? []
  const isOuter = (value: string) =>
    chosen.some((other) => other !== value && wayTo(other, values).has(value))
  return { ...state, choices: { ...state.choices, [code]: chosen.filter((value) => !isOuter(value)) } }
}

/** The same words, without the filter that was read out of some of them. */
export function withLiteral(state: ListingState, field: string): ListingState {
  return fromStart({ ...state, literal: [...new Set([...state.literal, field])].sort() })
}

/**
 * A filter that was read out of the words, as one that was chosen: it takes the place of those words, so that it can
 * be changed like any other. Words that were corrected on the way cannot be cut out; they are taken literally.
 */
export function settled(state: ListingState, understood: readonly Understood[], code: string): ListingState {
  return understood.filter(({ field }) => field === code).reduce(settledOne, state)
}

function settledOne(state: ListingState, { field, value, words }: Understood): ListingState {
  const rest = state.words.replace(words, " ").replace(/\s+/g, " ").trim()
  const settledWords = rest === state.words ? withLiteral(state, field) : { ...state, words: rest }
  if (field !== "price") return withChoice(settledWords, field, value, true)
  const [low = "", high = ""] = value.split("-")
  return withPrice(settledWords, low, high)
}

export function withSort(state: ListingState, sort: Sort): ListingState {
  return fromStart({ ...state, sort })
}

function fromStart(state: ListingState): ListingState {
  return { ...state, page: 1, cursor: "" }
}

/** Both amounts as `readAmount` writes them; an empty one leaves that end open. */
export function withPrice(state: ListingState, priceMin: string, priceMax: string): ListingState {
  const [low, high] = inOrder(priceMin, priceMax)
  return fromStart({ ...state, priceMin: low, priceMax: high })
}

/** Without any filter; what was searched for and the order stay. */
export function cleared(state: ListingState): ListingState {
  return fromStart({ ...state, choices: {}, priceMin: "", priceMax: "" })
}

/** As `cleared`, and what was read out of the words is taken back as well. */
export function clearedOfAll(state: ListingState, understood: readonly string[]): ListingState {
  return understood.reduce(withLiteral, cleared(state))
}

export function countChoices(state: ListingState): number {
  const chosen = Object.values(state.choices).reduce((total, values) => total + values.length, 0)
  return chosen + (state.priceMin || state.priceMax ? 1 : 0)
}
