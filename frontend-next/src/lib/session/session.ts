import "server-only"

import { cookies } from "next/headers"
import { cache } from "react"

import { privateApi, type ApiClient, type Credentials } from "@/lib/api/client"
import { COOKIE_AGE, COOKIES, cookieOptions } from "@/lib/session/cookies"

export const getCredentials = cache(async (): Promise<Credentials> => {
  const jar = await cookies()
  return { cartToken: jar.get(COOKIES.cart)?.value, accessToken: jar.get(COOKIES.access)?.value }
})

/** The API in the name of whoever sent this request: a signed-in customer or the holder of a guest cart. */
export async function sessionApi(): Promise<ApiClient> {
  const { cartToken, accessToken } = await getCredentials()
  return privateApi({ accessToken, cartToken: accessToken ? undefined : cartToken })
}

export async function isSignedIn(): Promise<boolean> {
  return (await getCredentials()).accessToken !== undefined
}

/** Whether asking the API for a cart can find anything at all. */
export async function mayHaveCart(): Promise<boolean> {
  const { cartToken, accessToken } = await getCredentials()
  return cartToken !== undefined || accessToken !== undefined
}

export async function rememberCart(token: string | null | undefined): Promise<void> {
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
