import { hasLocale } from "next-intl"
import createIntlMiddleware from "next-intl/middleware"
import { NextResponse, type NextRequest } from "next/server"

import { LOCALE_HEADER, routing } from "@/i18n/routing"
import { draftPolicy, newNonce, noncePolicy } from "@/lib/content-security-policy"
import { draftTokenOf } from "@/lib/draft-place"
import { apiOrigin, backOfficeOrigin, liveOrigin, mediaOrigin, standInScripts } from "@/lib/env"
import { ADDRESS_HEADER } from "@/lib/http/moved"
import { isReadable, prefersMarkdown } from "@/lib/markdown"
import { isPaymentPage, paymentSources } from "@/lib/payment-sources"
import { COOKIES, writeTokens, type Tokens } from "@/lib/session/cookies"
import { refreshTokens } from "@/lib/session/refresh"

/** Addresses that are no pages, and are asked in the name of the shopper: all that `matcher` lets in. */
const FOR_SCRIPTS = /^\/api\//
const SCRIPTS = /script|worker|worklet/

/** A draft is for one pair of eyes: nobody keeps it, finds it, or learns its address. */
const OF_DRAFTS = [
  ["Cache-Control", "private, no-store"],
  ["X-Robots-Tag", "noindex, nofollow"],
  ["Referrer-Policy", "no-referrer"],
] as const

const handleLocale = createIntlMiddleware(routing)

/** Uploaded files, and pictures that are painted for shared links. */
const FILES = /^\/(?:media|share)\//

/** Before any page: pictures go through to the API, sessions are renewed, the locale and the policy are set. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  if (FILES.test(request.nextUrl.pathname)) return passThrough(request)
  if (isForReading(request)) return inMarkdown(request)
  const renewed = await renewSession(request)
  const response = FOR_SCRIPTS.test(request.nextUrl.pathname) ? handOn(request) : openPage(request)
  if (renewed === "rejected") forgetSession(response)
  else if (renewed) writeTokens(response.cookies, renewed)
  return response
}

function openPage(request: NextRequest): NextResponse {
  const payments = isPaymentPage(request.nextUrl.pathname) ? paymentSources(standInScripts()) : undefined
  const isDraft = draftTokenOf(request.nextUrl.pathname) !== null
  const usual = noncePolicy(newNonce(), mediaOrigin(), liveOrigin(), payments)
  const policy = isDraft ? draftPolicy(usual, backOfficeOrigin()) : usual
  request.headers.set("Content-Security-Policy", policy)
  request.headers.set(ADDRESS_HEADER, request.nextUrl.pathname + request.nextUrl.search)
  const response = setLocale(request)
  response.headers.set("Content-Security-Policy", policy)
  if (isDraft) for (const [name, value] of OF_DRAFTS) response.headers.set(name, value)
  return response
}

/**
 * An address may hold a percent sign of its own, written `%25`. The library decodes such a path and hands it on
 * decoded, where decoding it once more fails; it is sent on here as it was written.
 */
function setLocale(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl
  const [, first = ""] = pathname.split("/")
  if (!pathname.includes("%25")) return handleLocale(request)
  if (!hasLocale(routing.locales, first)) {
    return NextResponse.redirect(new URL(`/${routing.defaultLocale}${pathname}`, request.url))
  }
  request.headers.set(LOCALE_HEADER, first)
  return handOn(request)
}

function handOn(request: NextRequest): NextResponse {
  return NextResponse.next({ request: { headers: request.headers } })
}

/** The same address in Markdown, which knows no shopper. */
function isForReading({ method, headers, nextUrl }: NextRequest): boolean {
  const [, locale = "", ...places] = nextUrl.pathname.split("/")
  const isPage = method === "GET" && hasLocale(routing.locales, locale) && isReadable(places)
  return isPage && prefersMarkdown(headers.get("accept"))
}

function inMarkdown(request: NextRequest): NextResponse {
  return NextResponse.rewrite(new URL(`/markdown${request.nextUrl.pathname}`, request.url))
}

/** Files that somebody uploaded are no scripts of this shop. */
function passThrough(request: NextRequest): NextResponse {
  const use = request.headers.get("sec-fetch-dest") ?? ""
  if (SCRIPTS.test(use)) return new NextResponse(null, { status: 403 })
  return NextResponse.rewrite(new URL(request.nextUrl.pathname, apiOrigin()))
}

/** The page about to render must see the new access token, so it also replaces the one in the request. */
async function renewSession(request: NextRequest): Promise<Tokens | "rejected" | null> {
  const refresh = request.cookies.get(COOKIES.refresh)?.value
  if (!refresh || request.cookies.has(COOKIES.access)) return null
  const visitor = request.headers.get("x-forwarded-for") ?? undefined
  const outcome = await refreshTokens(refresh, visitor).catch(() => null)
  if (outcome !== null && outcome !== "rejected") request.cookies.set(COOKIES.access, outcome.access)
  return outcome
}

function forgetSession(response: NextResponse): void {
  response.cookies.delete(COOKIES.access)
  response.cookies.delete(COOKIES.refresh)
}

export const config = {
  matcher: [
    "/media/:path*",
    "/share/:path*",
    {
      source:
        "/((?!api/(?:health|revalidate|search-events|slot-counts|suggestions)$|_next/|icon\\.svg$|robots\\.txt$|llms\\.txt$|sitemap\\.xml$|sitemap/|feeds/|markdown/).*)",
      // The front has said all of this already of a page that is rendered to be kept.
      missing: [{ type: "header", key: "x-heron-rendering" }],
    },
  ],
}
