import "server-only"

import { privateApi, unwrapOrNull } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { OrderReturns } from "@/lib/api/types"
import { findOrderKey } from "@/lib/session/order-access"
import { getCredentials } from "@/lib/session/session"

/** What came back of an order and what still can, for whoever may see the order; null for everybody else. */
export async function findReturns(
  number: string,
  locale: string,
  token: string | undefined,
): Promise<OrderReturns | null> {
  const key = token ? { token } : await findOrderKey(number)
  const { accessToken, forwardedFor } = await getCredentials()
  if (!key && !accessToken) return null
  const api = privateApi({ accessToken: key ? undefined : accessToken, forwardedFor })
  const params = { path: { number }, query: { locale, ...key } }
  try {
    return await unwrapOrNull(api.GET("/api/v1/orders/{number}/returns/", { params }))
  } catch (error) {
    // The order is worth showing without its returns, to whoever has asked too often just now as well.
    if (error instanceof ProblemError && [401, 429].includes(error.status)) return null
    throw error
  }
}
