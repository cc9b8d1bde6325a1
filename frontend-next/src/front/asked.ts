import type { IncomingMessage } from "node:http"

import { listingQuery } from "@/features/catalogue/listing-query"
import { articlesQuery } from "@/features/content/articles-query"
import { parseListing } from "@/features/catalogue/listing-state"
import { reviewPageOf } from "@/features/product/review-page"
import { routing, type Locale } from "@/i18n/routing"
import { DRAFT_PLACE } from "@/lib/draft-place"
import { prefersMarkdown } from "@/lib/markdown"
import { COOKIES } from "@/lib/session/cookies"

/** What a request asks for, as far as the answer depends on it. */
export type Asked = {
  /** The one way to write this address: names that mean nothing here are left out of it. */
  address: string
  locale: Locale
  /** The currency that was chosen, as the cookie says. */
  currency: string
  /** Headers of the router that shape its answer; empty for a whole page. */
  parts: Record<string, string>
  /** A page under its plain address; there are as many of these as the shop has pages, and no more. */
  isPlain: boolean
}

/** Places that are different for each shopper, or for each word that is looked for; and drafts, which nobody keeps. */
const PRIVATE_PLACES = new Set([
  ...["account", "cart", "checkout", "forgot-password", "login", "orders"],
  ...["register", "reset-password", "search", "unsubscribe"],
  DRAFT_PLACE,
])

/** `Next-Url` is none of them: the shop has no routes that are another thing when they are entered from another page. */
const ROUTER_HEADERS = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
]

/** Beyond it nothing is kept: nobody asks for the same twice in so many words. */
const LONGEST = 1500

const BYPASS = /(?:^|;\s*)__prerender_bypass=/

/** Null for everything that is no page of the shop which many see alike. */
export function readAsked(request: IncomingMessage): Asked | null {
  const { method, url = "", headers } = request
  if ((method !== "GET" && method !== "HEAD") || url.length > LONGEST) return null
  if (prefersMarkdown(headers.accept)) return null
  if (headers["next-action"] !== undefined || BYPASS.test(headers.cookie ?? "")) return null
  const [path = "", query = ""] = url.split("?", 2)
  const [, locale = "", ...segments] = path.split("/")
  const known = routing.locales.find((code) => code === locale)
  const written = writeSegments(segments)
  const parts = routerParts(headers)
  if (!known || written === null || parts === null) return null
  if (PRIVATE_PLACES.has(written.split("/")[1] ?? "")) return null
  const search = pageQuery(segments, new URLSearchParams(query), known)
  return {
    address: `/${known}${written}${search && `?${search}`}`,
    locale: known,
    currency:
      new RegExp(`(?:^|;\\s*)${COOKIES.currency}=([A-Z]{3})(?:;|$)`).exec(headers.cookie ?? "")?.[1] ?? "",
    parts,
    isPlain: search === "" && parts.rsc === undefined,
  }
}

/** One spelling for each path. Null for those that are redirected, or that only one reader in a thousand understands. */
function writeSegments(segments: string[]): string | null {
  try {
    const plain = segments.map((segment) => encodeURIComponent(decodeURIComponent(segment)))
    const isOdd = plain.some(
      (segment) => segment === "" || segment.includes("%25") || segment.includes("%2F"),
    )
    return isOdd ? null : plain.map((segment) => `/${segment}`).join("")
  } catch {
    return null
  }
}

function routerParts(headers: IncomingMessage["headers"]): Record<string, string> | null {
  if (headers.rsc === undefined) return {}
  const parts = ROUTER_HEADERS.flatMap((name): [string, string][] => {
    const value = headers[name]
    return typeof value === "string" ? [[name, value]] : []
  })
  const length = parts.reduce((sum, [, value]) => sum + value.length, 0)
  return length > LONGEST ? null : Object.fromEntries(parts)
}

/** What the page reads of the query, in one order. */
function pageQuery([place, ...rest]: string[], query: URLSearchParams, locale: Locale): string {
  if (place === "categories" || (place === "products" && rest.length === 0)) {
    return listQuery(query, locale, place === "categories")
  }
  return place === "products" ? productQuery(query) : articlesQuery(query)
}

function listQuery(query: URLSearchParams, locale: Locale, isCategory: boolean): string {
  const params: Record<string, string[]> = {}
  for (const name of new Set(query.keys())) params[name] = query.getAll(name)
  return listingQuery(
    parseListing({ ...params, q: undefined, ...(isCategory && { category: undefined }) }, locale),
  )
}

const VARIANT = /^var_[0-9A-Z]{26}$/

function productQuery(query: URLSearchParams): string {
  const variant = query.get("variant") ?? ""
  const reviews = reviewPageOf(query.get("reviews"))
  return [VARIANT.test(variant) && `variant=${variant}`, reviews > 1 && `reviews=${String(reviews)}`]
    .filter(Boolean)
    .join("&")
}
