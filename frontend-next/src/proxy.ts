import createIntlMiddleware from "next-intl/middleware"
import { NextResponse, type NextRequest } from "next/server"

import { routing } from "@/i18n/routing"
import { contentSecurityPolicy, newNonce } from "@/lib/content-security-policy"
import { apiOrigin, mediaOrigin } from "@/lib/env"
import { COOKIES, writeTokens, type Tokens } from "@/lib/session/cookies"
import { refreshTokens } from "@/lib/session/refresh"

const handleLocale = createIntlMiddleware(routing)

/** Before any page: pictures go through to the API, sessions are renewed, the locale and the policy are set. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  if (request.nextUrl.pathname.startsWith("/media/")) return passThrough(request)
  const renewed = await renewSession(request)
  const policy = contentSecurityPolicy(newNonce(), mediaOrigin())
  request.headers.set("Content-Security-Policy", policy)
  const response = handleLocale(request)
  response.headers.set("Content-Security-Policy", policy)
  if (renewed === "rejected") forgetSession(response)
  else if (renewed) writeTokens(response.cookies, renewed)
  return response
}

function passThrough(request: NextRequest): NextResponse {
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
  matcher: ["/media/:path*", "/((?!api/|_next/|.*\\.(?:ico|svg|png|webp|txt|xml|webmanifest)$).*)"],
}
