import { mayRemember } from "@/lib/memory/consent"

const ADDRESS = "/api/search-events"
const CURRENT = "heron.search"
const FOLLOWED = "heron.followed"

/** A search whose answer is on show. The receipt is the API's own word for what was asked and found. */
export type ShownSearch = { searchId: string; receipt: string }

type SearchEvent = {
  type: "search" | "click" | "add_to_cart"
  previous_search_id?: string
  product_id?: string
  position?: number
  line_id?: string
}

/**
 * Tells that an answer is on show, once however often it is shown again, and which search of this tab was before it.
 * Null without the shopper's consent.
 */
export function reportSearch(receipt: string): ShownSearch | null {
  if (!mayRemember()) return null
  const known = read(CURRENT)
  if (known?.receipt === receipt) return known
  const search = { searchId: crypto.randomUUID(), receipt }
  write(CURRENT, search)
  send(search, { type: "search", ...(known && { previous_search_id: known.searchId }) })
  return search
}

/** Tells which product was opened, and keeps it in mind in case it is bought. */
export function reportClick(search: ShownSearch, productId: string, position: number): void {
  write(FOLLOWED, { ...search, productId })
  send(search, { type: "click", product_id: productId, position })
}

/** Tells that a product went into the basket, if it was found by a search of this tab. */
export function reportAddedToCart(productId: string, lineId: string): void {
  const followed = read(FOLLOWED)
  if (!mayRemember() || followed?.productId !== productId) return
  send(followed, { type: "add_to_cart", product_id: productId, line_id: lineId })
}

/** Keeps the next search from being told together with those before. */
export function forgetReported(): void {
  try {
    for (const key of [CURRENT, FOLLOWED]) window.sessionStorage.removeItem(key)
  } catch {
    // Where there is no storage, nothing was kept.
  }
}

/** Never waits and never fails: nothing the shopper does depends on it. */
function send({ searchId, receipt }: ShownSearch, event: SearchEvent): void {
  const body = JSON.stringify({ consent: true, search_id: searchId, receipt, ...event })
  void fetch(ADDRESS, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json" },
    keepalive: true,
  }).catch(() => undefined)
}

function read(key: string): (ShownSearch & { productId?: string }) | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(key) ?? "null") as ShownSearch | null
  } catch {
    return null
  }
}

function write(key: string, value: ShownSearch & { productId?: string }): void {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Without storage a purchase is not counted for its search; that is all.
  }
}
