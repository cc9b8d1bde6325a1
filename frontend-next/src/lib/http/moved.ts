import { routing, type Locale } from "@/i18n/routing"
import { decodeSegment } from "@/lib/segments"

/** Carries the address of the page, as the reader asked for it, from the proxy to the page. */
export const ADDRESS_HEADER = "X-Storefront-Address"

type Asked = { address: string; locale: Locale }

const BASE = "http://storefront"

/**
 * Where to send a reader who asked for something that has moved: an https address, or a place in this shop, in the
 * reader's language unless the target names one. What the reader's address carries behind its "?" goes along.
 * Null for a target that is neither, or that is where the reader is already.
 */
export function movedTo(target: string, asked: Asked): string | null {
  if (/^https:\/\/[^/\\@\s]/i.test(target)) return target
  if (!/^\/(?![/\\])/.test(target)) return null
  const here = new URL(asked.address || "/", BASE)
  const there = new URL(target, BASE)
  const path = withLocale(there.pathname, asked.locale)
  if (there.origin !== BASE || decoded(path) === decoded(here.pathname)) return null
  return path + withQueryOf(here, there) + there.hash
}

function withLocale(path: string, locale: Locale): string {
  const bare = path.replace(/\/+$/, "")
  const [, first] = bare.split("/")
  return routing.locales.some((code) => code === first) ? bare : `/${locale}${bare}`
}

/** What the target says itself comes first and counts. */
function withQueryOf(here: URL, there: URL): string {
  const query = new URLSearchParams(there.search)
  for (const [name, value] of here.searchParams) {
    if (!there.searchParams.has(name)) query.append(name, value)
  }
  return query.size > 0 ? `?${query.toString()}` : ""
}

function decoded(path: string): string {
  return path.split("/").filter(Boolean).map(decodeSegment).join("/")
}
