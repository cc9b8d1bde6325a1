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
  /** Chosen values by filter code: `category`, `available`, `on_sale`, `rating`, `seller` and each `attr.<code>`. */
  choices: Record<string, string[]>
  priceMin: string
  priceMax: string
  sort: Sort
  page: number
  /** Where the list goes on behind the last page that has a number. */
  cursor: string
}

export type SearchParams = Record<string, string | string[] | undefined>

const CHOICE_KEY = /^(category|available|on_sale|rating|seller|attr\.[\w-]+)$/
const LITERAL = /^(category|price|rating|seller|available|on_sale|attr\.[\w-]+)$/
const AMOUNT = /^\d{1,7}(\.\d{1,2})?$/
const CURSOR = /^[\w.:=-]{1,2000}$/
const LAST_PAGE = 1000
/** As many of one filter as the API takes. */
const MAX_VALUES = 50

/** The API takes no longer text; nobody types one. */
export const MAX_WORDS_LENGTH = 200

/** Reads an address. Whatever makes no sense is dropped: an old link still shows something. */
export function parseListing(params: SearchParams): ListingState {
  const [priceMin, priceMax] = inOrder(amount(params.price_min), amount(params.price_max))
  return {
    words: trimmedWords(first(params.q)),
    literal: splitList(params.literal).filter((name) => LITERAL.test(name)),
    choices: parseChoices(params),
    priceMin,
    priceMax,
    sort: SORTS.find((sort) => sort === first(params.sort)) ?? "relevance",
    page: pageNumber(first(params.page)),
    cursor: cursorText(first(params.cursor)),
  }
}

/** Writes an address in one fixed order, leaving defaults out, so that one state has one address. */
export function listingQuery(state: ListingState): string {
  const entries: [string, string][] = [
    ...filterEntries(state),
    ["sort", state.sort === "relevance" ? "" : state.sort],
    ["page", state.page > 1 && !state.cursor ? String(state.page) : ""],
    ["cursor", state.cursor],
  ]
  const written = entries
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${key}=${encodeList(value)}`)
  if (state.words) written.unshift(`q=${encodeURIComponent(state.words)}`)
  return written.join("&")
}

/** What narrows the list, by the names the address and the API have for it. */
export function filtersOf(state: ListingState): Record<string, string> {
  return Object.fromEntries(filterEntries(state).filter(([, value]) => value !== ""))
}

function filterEntries({ choices, priceMin, priceMax, literal }: ListingState): [string, string][] {
  const chosen = Object.entries(choices)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, values]): [string, string] => [code, values.join(",")])
  return [...chosen, ["price_min", priceMin], ["price_max", priceMax], ["literal", literal.join(",")]]
}

export function listingHref(path: string, state: ListingState): string {
  const query = listingQuery(state)
  return query ? `${path}?${query}` : path
}

const ATTRIBUTE = "attr."

/** The searching and narrowing part, as `search/products/` takes it. */
export function narrowing({ words, literal, choices, priceMin, priceMax }: ListingState) {
  const attributes = Object.entries(choices).filter(
    ([code, values]) => code.startsWith(ATTRIBUTE) && values.length > 0,
  )
  const rating = Number(choices.rating?.[0])
  return {
    ...(words && { q: words }),
    ...(literal.length > 0 && { literal: literal.join(",") }),
    ...(attributes.length > 0 && {
      attributes: Object.fromEntries(attributes.map(([code, values]) => [code, values.join(",")])),
    }),
    ...(choices.category?.[0] && { category: choices.category[0] }),
    ...(choices.seller?.length && { seller: choices.seller.join(",") }),
    ...(rating && { rating }),
    ...(choices.available?.includes("true") && { available: true }),
    ...(choices.on_sale?.includes("true") && { on_sale: true }),
    ...(priceMin && { price_min: priceMin }),
    ...(priceMax && { price_max: priceMax }),
  }
}

function parseChoices(params: SearchParams): Record<string, string[]> {
  const known = Object.entries(params).filter(([key]) => CHOICE_KEY.test(key))
  const choices = known.map(([key, value]) => [key, splitList(value)] as const)
  return Object.fromEntries(
    choices.map(([key, values]) => [key, key === "rating" ? values.filter(isRating) : values]),
  )
}

/** A form sent without scripts repeats the key; an address made here joins the values with commas. */
function splitList(value: string | string[] | undefined): string[] {
  const parts = [value ?? []].flat().flatMap((part) => part.split(","))
  return [...new Set(parts.filter(Boolean))].slice(0, MAX_VALUES)
}

const isRating = (value: string) => /^[1-4]$/.test(value)

/** Two amounts that were put in the wrong way round mean the range between them. */
export function inOrder(low: string, high: string): [string, string] {
  return low && high && Number(low) > Number(high) ? [high, low] : [low, high]
}

function encodeList(value: string): string {
  return value.split(",").map(encodeURIComponent).join(",")
}

function trimmedWords(value: string | undefined): string {
  const text = (value ?? "").replace(/\s+/g, " ").trim()
  // By characters: half of an emoji could not be written into an address any more.
  return [...text].slice(0, MAX_WORDS_LENGTH).join("")
}

function cursorText(value: string | undefined): string {
  return value && CURSOR.test(value) ? value : ""
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

export function amount(value: string | string[] | undefined): string {
  const text = first(value)?.trim().replace(",", ".") ?? ""
  return AMOUNT.test(text) ? text : ""
}

function pageNumber(value: string | undefined): number {
  const page = /^\d{1,4}$/.test(value ?? "") ? Number(value) : 1
  return page >= 1 && page <= LAST_PAGE ? page : 1
}
