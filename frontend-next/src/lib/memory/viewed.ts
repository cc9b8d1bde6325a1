import { mayRemember, VIEWED_COOKIE, writeCookie } from "@/lib/memory/consent"
import { readList, withNewest, writeList } from "@/lib/memory/stored-list"

const KEY = "heron.viewed"
const LIMIT = 12
const A_MONTH = 30 * 24 * 60 * 60

const ID = /^prod_[0-9A-Z]{26}$/

/** A product as it was when it was looked at. There is no price: it might have changed since. */
export type ViewedProduct = { id: string; slug: string; name: string; picture: string | null }

/** Other tabs and older versions of the shop write to the same storage. */
function isViewed(value: unknown): value is ViewedProduct {
  const { id, slug, name, picture } = (value ?? {}) as Record<keyof ViewedProduct, unknown>
  const isShown = typeof slug === "string" && typeof name === "string"
  return isShown && typeof id === "string" && ID.test(id) && (picture === null || typeof picture === "string")
}

export function readViewed(): ViewedProduct[] {
  return mayRemember() ? readList(KEY, isViewed) : []
}

/** Remembers the product if the shopper agreed. The cookie lets search put similar things first. */
export function rememberViewed(product: ViewedProduct): void {
  if (!mayRemember()) return
  const viewed = withNewest(readViewed(), product, LIMIT, (a, b) => a.id === b.id)
  writeList(KEY, viewed)
  writeCookie(VIEWED_COOKIE, viewed.map(({ id }) => id).join("."), A_MONTH)
}

export function forgetViewed(): void {
  writeList(KEY, [])
  writeCookie(VIEWED_COOKIE, "", 0)
}

/** The ids in the cookie, as the API takes them; anything else in it is dropped. */
export function viewedIds(cookie: string | undefined): string | undefined {
  const ids = (cookie ?? "").split(".").filter((id) => ID.test(id))
  return ids.length > 0 ? ids.slice(0, LIMIT).join(",") : undefined
}
