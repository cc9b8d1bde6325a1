export const SORTS = ["featured", "newest", "price", "-price", "name", "rating", "bestselling"] as const

export type Sort = (typeof SORTS)[number]

/** Everything a listing can be narrowed or ordered by. It lives in the address and nowhere else. */
export type ListingState = {
  /** Chosen values by filter code: `category`, `available`, `on_sale` and each `attr.<code>`. */
  choices: Record<string, string[]>
  priceMin: string
  priceMax: string
  sort: Sort
  page: number
}

export type SearchParams = Record<string, string | string[] | undefined>

const CHOICE_KEY = /^(category|available|on_sale|attr\.[\w-]+)$/
const AMOUNT = /^\d{1,7}(\.\d{1,2})?$/
const LAST_PAGE = 1000

/** Reads an address. Whatever makes no sense is dropped: an old link still shows something. */
export function parseListing(params: SearchParams): ListingState {
  return {
    choices: parseChoices(params),
    priceMin: amount(params.price_min),
    priceMax: amount(params.price_max),
    sort: SORTS.find((sort) => sort === first(params.sort)) ?? "featured",
    page: pageNumber(first(params.page)),
  }
}

/** Writes an address in one fixed order, leaving defaults out, so that one state has one address. */
export function listingQuery(state: ListingState): string {
  const entries = Object.entries(state.choices)
    .filter(([, values]) => values.length > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, values]): [string, string] => [code, values.join(",")])
  if (state.priceMin) entries.push(["price_min", state.priceMin])
  if (state.priceMax) entries.push(["price_max", state.priceMax])
  if (state.sort !== "featured") entries.push(["sort", state.sort])
  if (state.page > 1) entries.push(["page", String(state.page)])
  return entries.map(([key, value]) => `${key}=${encodeList(value)}`).join("&")
}

export function listingHref(path: string, state: ListingState): string {
  const query = listingQuery(state)
  return query ? `${path}?${query}` : path
}

const ATTRIBUTE = "attr."

/** The narrowing part, as both `products/` and `product-filters/` take it. */
export function narrowing({ choices, priceMin, priceMax }: ListingState) {
  const attributes = Object.entries(choices).filter(
    ([code, values]) => code.startsWith(ATTRIBUTE) && values.length > 0,
  )
  return {
    ...(attributes.length > 0 && {
      attributes: Object.fromEntries(attributes.map(([code, values]) => [code, values.join(",")])),
    }),
    ...(choices.category?.[0] && { category: choices.category[0] }),
    ...(choices.available?.includes("true") && { available: true }),
    ...(choices.on_sale?.includes("true") && { on_sale: true }),
    ...(priceMin && { price_min: priceMin }),
    ...(priceMax && { price_max: priceMax }),
  }
}

/** Any change of what is shown starts again at the first page. A list has one category at a time. */
export function withChoice(
  state: ListingState,
  code: string,
  value: string,
  isChosen: boolean,
): ListingState {
  const others = (state.choices[code] ?? []).filter((known) => known !== value)
  const isSingle = code === "category"
  const values = isChosen ? [...(isSingle ? [] : others), value] : others
  return { ...state, choices: { ...state.choices, [code]: values }, page: 1 }
}

export function withPrice(state: ListingState, priceMin: string, priceMax: string): ListingState {
  return { ...state, priceMin: amount(priceMin), priceMax: amount(priceMax), page: 1 }
}

export function cleared(state: ListingState): ListingState {
  return { ...state, choices: {}, priceMin: "", priceMax: "", page: 1 }
}

export function countChoices(state: ListingState): number {
  const chosen = Object.values(state.choices).reduce((total, values) => total + values.length, 0)
  return chosen + (state.priceMin || state.priceMax ? 1 : 0)
}

function parseChoices(params: SearchParams): Record<string, string[]> {
  const known = Object.entries(params).filter(([key]) => CHOICE_KEY.test(key))
  return Object.fromEntries(known.map(([key, value]) => [key, splitList(value)]))
}

/** A form sent without scripts repeats the key; an address made here joins the values with commas. */
function splitList(value: string | string[] | undefined): string[] {
  const parts = [value ?? []].flat().flatMap((part) => part.split(","))
  return [...new Set(parts.filter(Boolean))]
}

function encodeList(value: string): string {
  return value.split(",").map(encodeURIComponent).join(",")
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

function amount(value: string | string[] | undefined): string {
  const text = first(value)?.trim().replace(",", ".") ?? ""
  return AMOUNT.test(text) ? text : ""
}

function pageNumber(value: string | undefined): number {
  const page = /^\d{1,4}$/.test(value ?? "") ? Number(value) : 1
  return page >= 1 && page <= LAST_PAGE ? page : 1
}
