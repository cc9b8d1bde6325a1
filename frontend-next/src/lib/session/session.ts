import "server-only"

import { cookies, headers } from "next/headers"
import { cache } from "react"

import { privateApi, type ApiClient, type Credentials } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { VIEWED_COOKIE } from "@/lib/memory/consent"
import { viewedIds } from "@/lib/memory/viewed"
import { COOKIE_AGE, COOKIES, cookieOptions } from "@/lib/session/cookies"
import { visitorCountry } from "@/lib/visitor-country"

export const getCredentials = cache(async (): Promise<Credentials> => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  return {
    cartToken: jar.get(COOKIES.cart)?.value,
    accessToken: jar.get(COOKIES.access)?.value,
    forwardedFor: head.get("x-forwarded-for") ?? undefined,
    country: visitorCountry((name) => head.get(name)) ?? undefined,
  }
})

/** The API in the name of whoever sent this request: a signed-in customer or the holder of a guest cart. */
export async function sessionApi(): Promise<ApiClient> {
  const credentials = await getCredentials()
  return privateApi(credentials.accessToken ? { ...credentials, cartToken: undefined } : credentials)
}

/** Runs a call as the shopper. A session or a cart the API no longer knows is as good as none. */
export async function asShopper<T>(call: (api: ApiClient) => Promise<T>): Promise<T> {
  try {
    return await call(await sessionApi())
  } catch (error) {
    if (!isStale(error)) throw error
    const { cartToken, forwardedFor, country } = await getCredentials()
    const known = { forwardedFor, country }
    return call(privateApi(error.status === 401 ? { cartToken, ...known } : known))
  }
}

function isStale(error: unknown): error is ProblemError {
  if (!(error instanceof ProblemError)) return false
  return error.status === 401 || error.code === "cart_expired" || error.code === "cart_not_found"
}

export async function isSignedIn(): Promise<boolean> {
  return (await getCredentials()).accessToken !== undefined
}

/** Whether asking the API for a cart can find anything at all. */
export async function mayHaveCart(): Promise<boolean> {
  const { cartToken, accessToken } = await getCredentials()
  return cartToken !== undefined || accessToken !== undefined
}

export async function rememberCart(token: string | undefined): Promise<void> {
  if (!token) return
  const jar = await cookies()
  jar.set(COOKIES.cart, token, cookieOptions(COOKIE_AGE.cart))
}

export async function forgetCart(): Promise<void> {
  const jar = await cookies()
  jar.delete(COOKIES.cart)
}

/** The currency this shopper chose; `undefined` leaves the choice to the channel. */
export async function getChosenCurrency(): Promise<string | undefined> {
  const value = (await cookies()).get(COOKIES.currency)?.value
  return value && /^[A-Z]{3}$/.test(value) ? value : undefined
}

/** What the shopper looked at lately, as the API takes it; `undefined` without consent. */
export async function getViewedIds(): Promise<string | undefined> {
  return viewedIds((await cookies()).get(VIEWED_COOKIE)?.value)
}
