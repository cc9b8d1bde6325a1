import "server-only"

import { cache } from "react"

import { unwrap, unwrapOrNull } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { Cart, SavedLine } from "@/lib/api/types"
import { asShopper, getChosenCurrency, mayHaveCart } from "@/lib/session/session"

/** The shopper's cart; an empty one when there is none. */
export const getCart = cache(async (locale: string, currency?: string): Promise<Cart> => {
  const params = { query: { locale, currency } }
  return asShopper((api) => unwrap(api.GET("/api/v1/cart/", { params })))
})

/** What the shopper put aside. Who has no cart and no account has put nothing aside. */
export async function listSaved(locale: string, currency?: string): Promise<SavedLine[]> {
  if (!(await mayHaveCart())) return []
  const params = { query: { locale, currency } }
  return (await asShopper((api) => unwrap(api.GET("/api/v1/cart/saved/", { params })))).lines
}

/** What the link of a letter would put back; null when it leads to nothing any more. */
export async function findLeftCart(token: string, locale: string): Promise<{ item_count: number } | null> {
  const params = { path: { link_token: token }, query: { locale } }
  return asShopper((api) => unwrapOrNull(api.GET("/api/v1/cart/recovery/{link_token}/", { params })))
}

/** For the header of every page: it costs nothing without a cart. Null while the cart cannot be read. */
export async function countCartItems(locale: string): Promise<number | null> {
  if (!(await mayHaveCart())) return 0
  try {
    return (await getCart(locale, await getChosenCurrency())).item_count
  } catch (error) {
    if (error instanceof ProblemError) return error.status >= 500 ? null : 0
    throw error
  }
}
