import "server-only"

import { privateApi, unwrap, unwrapOrNull } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { Order, PriceTrace } from "@/lib/api/types"
import { findOrderKey, type OrderKey } from "@/lib/session/order-access"
import { getCredentials } from "@/lib/session/session"

/** An order for whoever may see it: by a signed link, by what this device proved before, or as its owner. */
export async function findOrder(
  number: string,
  locale: string,
  token: string | undefined,
): Promise<Order | null> {
  const remembered = await findOrderKey(number)
  const attempts = [token ? { token } : undefined, remembered, undefined]
  for (const key of attempts.filter((attempt, index) => attempt ?? index === attempts.length - 1)) {
    const order = await requestOrder(number, locale, key)
    if (order) return order
  }
  return null
}

export async function requestOrder(
  number: string,
  locale: string,
  key: OrderKey | undefined,
): Promise<Order | null> {
  const { accessToken, forwardedFor } = await getCredentials()
  if (!key && !accessToken) return null
  const api = privateApi({ accessToken: key ? undefined : accessToken, forwardedFor })
  const params = { path: { number }, query: { locale, ...key } }
  return unlessSessionEnded(unwrapOrNull(api.GET("/api/v1/orders/{number}/", { params })))
}

/** Why each line of an order costs what it costs, by the line; nothing for who has asked too often just now. */
export async function findTraces(
  number: string,
  locale: string,
  token: string | undefined,
): Promise<Map<string, PriceTrace>> {
  const key = token ? { token } : await findOrderKey(number)
  const { accessToken, forwardedFor } = await getCredentials()
  if (!key && !accessToken) return new Map()
  const api = privateApi({ accessToken: key ? undefined : accessToken, forwardedFor })
  const params = { path: { number }, query: { locale, ...key } }
  try {
    const found = await unwrapOrNull(api.GET("/api/v1/orders/{number}/prices/", { params }))
    return new Map(found?.lines.map((trace) => [trace.line_id, trace]))
  } catch (error) {
    if (error instanceof ProblemError && [401, 429].includes(error.status)) return new Map()
    throw error
  }
}

/** The signed-in customer's orders, newest first. */
export async function listOrders(locale: string): Promise<Order[]> {
  const { accessToken } = await getCredentials()
  const api = privateApi({ accessToken })
  const query = { locale, page_size: 50 }
  const page = await unlessSessionEnded(unwrap(api.GET("/api/v1/orders/", { params: { query } })))
  return page?.results ?? []
}

/** A session that was ended elsewhere, by another device or a new password, is as good as none. */
async function unlessSessionEnded<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null
    throw error
  }
}
