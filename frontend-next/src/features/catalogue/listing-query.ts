import type { ListingState } from "@/features/catalogue/listing-state"

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

/** The searching and narrowing part, as `search/products/` takes it: the client writes each filter by its own name. */
export function narrowing(state: ListingState) {
  const filters = filtersOf(state)
  return {
    ...(state.words && { q: state.words }),
    ...(Object.keys(filters).length > 0 && { attributes: filters }),
  }
}

function encodeList(value: string): string {
  return value.split(",").map(encodeURIComponent).join(",")
}
