import { isServedOverHttps } from "@/lib/env"

export const COOKIES = {
  cart: "heron_cart",
  chat: "heron_chat",
  access: "heron_access",
  refresh: "heron_refresh",
  currency: "heron_currency",
  orders: "heron_orders",
  payment: "heron_payment",
} as const

const DAY = 24 * 60 * 60

export const COOKIE_AGE = {
  cart: 30 * DAY,
  chat: 30 * DAY,
  refresh: 7 * DAY,
  currency: 365 * DAY,
  orders: 30 * DAY,
  payment: 2 * DAY,
} as const

/** Seconds taken off an access token's life, so that it never expires between the proxy and the API. */
const EXPIRY_MARGIN = 30

export type CookieOptions = {
  httpOnly: true
  sameSite: "lax"
  secure: boolean
  path: "/"
  maxAge: number
}

export function cookieOptions(maxAge: number): CookieOptions {
  return { httpOnly: true, sameSite: "lax", secure: isServedOverHttps(), path: "/", maxAge }
}

export type Tokens = { access: string; refresh: string; access_expires_in: number }

type CookieWriter = { set(name: string, value: string, options: CookieOptions): unknown }

/** The access cookie disappears when its token expires; its absence beside a refresh cookie asks for a new one. */
export function writeTokens(cookies: CookieWriter, tokens: Tokens): void {
  const accessAge = Math.max(tokens.access_expires_in - EXPIRY_MARGIN, 1)
  cookies.set(COOKIES.access, tokens.access, cookieOptions(accessAge))
  cookies.set(COOKIES.refresh, tokens.refresh, cookieOptions(COOKIE_AGE.refresh))
}
