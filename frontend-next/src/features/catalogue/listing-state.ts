import { readAmount } from "@/lib/amount"
import { FACET_PARAMETERS, type FacetParameter } from "@/lib/api/generated/facets"

export const SORTS = [
  "relevance",
  "newest",
  "price",
  "-price",
  "name",
  "rating",
  "bestselling",
  "discount",
] as const

export type Sort = (typeof SORTS)[number]

/** Everything a listing can be searched, narrowed or ordered by. It lives in the address and nowhere else. */
export type ListingState = {
  /** What was typed; empty where products are only browsed. */
  words: string
  /** Filters that were read out of the words and taken back: those words are meant literally. */
  literal: string[]
  /** Chosen values by the code of their facet, such as `category` or `attr.<code>`. */
  choices: Record<string, string[]>
  priceMin: string
  priceMax: string
  sort: Sort
  page: number
  /** Where the list goes on behind the last page that has a number. */
  cursor: string
}

export type SearchParams = Record<string, string | string[] | undefined>

const MEMBER = /^[\w-]+$/
const CURSOR = /^[\w.:=-]{1,2000}$/
const LAST_PAGE = 1000
/** As many of one filter as the API takes. */
const MAX_VALUES = 50

/** The API takes no longer text; nobody types one. */
export const MAX_WORDS_LENGTH = 200

/**
 * Reads an address. Whatever makes no sense is dropped: an old link still shows something.
 * A form that was sent without scripts has its amounts as the language writes them.
 */
export function parseListing(params: SearchParams, locale = "en"): ListingState {
  const [priceMin, priceMax] = inOrder(
    amount(first(params.price_min), locale),
    amount(first(params.price_max), locale),
  )
  return {
    words: trimmedWords(first(params.q)),
    literal: splitList(params.literal).filter((name) => facetOf(name)),
    choices: parseChoices(params),
    priceMin,
    priceMax,
    sort: SORTS.find((sort) => sort === first(params.sort)) ?? "relevance",
    page: pageNumber(first(params.page)),
    cursor: cursorText(first(params.cursor)),
  }
}

function parseChoices(params: SearchParams): Record<string, string[]> {
  const choices = Object.entries(params).flatMap(([code, value]) => {
    const facet = facetOf(code)
    return facet?.isChosen ? [[code, valuesOf(facet, splitList(value))] as const] : []
  })
  return Object.fromEntries(choices)
}

function facetOf(code: string): FacetParameter | undefined {
  return FACET_PARAMETERS.find(({ code: own }) =>
    own.endsWith(".") ? code.startsWith(own) && MEMBER.test(code.slice(own.length)) : own === code,
  )
}

/** Those that there are; where all of them are known, one at a time. */
function valuesOf({ values: known }: FacetParameter, values: string[]): string[] {
  return known ? values.filter((value) => known.includes(value)).slice(0, 1) : values
}

/** A form sent without scripts repeats the key; an address made here joins the values with commas. */
function splitList(value: string | string[] | undefined): string[] {
  const parts = [value ?? []].flat().flatMap((part) => part.split(","))
  return [...new Set(parts.filter(Boolean))].slice(0, MAX_VALUES)
}

/** Two amounts that were put in the wrong way round mean the range between them. */
export function inOrder(low: string, high: string): [string, string] {
  return low && high && Number(low) > Number(high) ? [high, low] : [low, high]
}

function trimmedWords(value: string | undefined): string {
  const text = (value ?? "").replace(/[\s\p{Cc}]+/gu, " ").trim()
  // By characters: half of an emoji could not be written into an address any more.
  return Array.from(text).slice(0, MAX_WORDS_LENGTH).join("")
}

function cursorText(value: string | undefined): string {
  return value && CURSOR.test(value) ? value : ""
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

function amount(value: string | undefined, locale: string): string {
  return readAmount(value ?? "", locale) ?? ""
}

function pageNumber(value: string | undefined): number {
  const page = /^\d{1,4}$/.test(value ?? "") ? Number(value) : 1
  return page >= 1 && page <= LAST_PAGE ? page : 1
}

/**
 * The address of one page of a whole list, which stands for itself before search engines.
 * A list that is narrowed is part of another one, and its first page stands for it.
 */
export function numberedPage(state: ListingState): { page: number; query: string } {
  const isNarrowed = Object.values(state.choices).some((values) => values.length > 0)
  const isWhole = !isNarrowed && !state.priceMin && !state.priceMax && !state.cursor
  return isWhole && state.page > 1
    ? { page: state.page, query: `?page=${state.page}` }
    : { page: 1, query: "" }
}
