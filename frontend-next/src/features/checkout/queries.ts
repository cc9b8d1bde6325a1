import "server-only"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { Checkout, PickupPoints, ShippingMethod } from "@/lib/api/types"
import { mayHaveCart, sessionApi } from "@/lib/session/session"

type Query = { locale: string; currency: string }

/** The checkout of the current cart, or null when there is nothing to check out. */
export async function findCheckout(query: Query): Promise<Checkout | null> {
  if (!(await mayHaveCart())) return null
  try {
    const api = await sessionApi()
    const checkout = await unwrap(api.GET("/api/v1/checkout/", { params: { query } }))
    return checkout.cart.lines.length > 0 ? checkout : null
  } catch (error) {
    if (error instanceof ProblemError && [401, 404, 409, 410].includes(error.status)) return null
    throw error
  }
}

export async function listShippingMethods(query: Query): Promise<ShippingMethod[]> {
  const api = await sessionApi()
  return (await unwrap(api.GET("/api/v1/checkout/shipping-methods/", { params: { query } }))).results
}

export type PointsAnswer = { ok: true; points: PickupPoints } | { ok: false; code: string; detail: string }

/** Where a way of sending lets parcels wait; near the address of the checkout where no postcode is named. */
export async function findPickupPoints(
  locale: string,
  asked: { method: string; postcode?: string | undefined },
): Promise<PointsAnswer> {
  const query = { locale, method: asked.method, ...(asked.postcode && { postcode: asked.postcode }) }
  try {
    const api = await sessionApi()
    const points = await unwrap(api.GET("/api/v1/checkout/pickup-points/", { params: { query } }))
    return { ok: true, points }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ok: false, code: error.code, detail: error.problem.detail }
  }
}
