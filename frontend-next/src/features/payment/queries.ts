import "server-only"

import { unwrap, unwrapOrNull } from "@/lib/api/client"
import type { Completion, SavedMethod, SavedMethods, Debt } from "@/lib/api/types"
import { ProblemError } from "@/lib/api/problem"
import { keyOf } from "@/features/payment/keys"
import { findOrderToken } from "@/lib/session/order-access"
import { findBegunPayment } from "@/lib/session/payment-memory"
import { isSignedIn, sessionApi } from "@/lib/session/session"

/** A payment for whoever began it, or who holds the key of its link; null for everybody else. */
export async function findPayment(id: string, locale: string, key?: string): Promise<Completion | null> {
  const params = { path: { completion_id: id }, query: { locale, ...(await keyOf(id, key)) } }
  const path = "/api/v1/checkout/payments/{completion_id}/"
  return unlessStranger(unwrapOrNull((await sessionApi()).GET(path, { params })))
}

/** The payment that was begun on this device and is not over, or that became an order meanwhile. */
export async function findUnfinishedPayment(locale: string): Promise<Completion | null> {
  const begun = await findBegunPayment()
  const found = begun && !begun.order ? await findPayment(begun.id, locale) : null
  return found?.state === "released" ? null : found
}

/** What a customer has saved to pay with; null for a guest. */
export async function findSavedMethods(locale: string): Promise<SavedMethod[] | null> {
  return (await findSavedMethodsPage(locale))?.results ?? null
}

/** The same with what more can be saved. */
export async function findSavedMethodsPage(locale: string): Promise<SavedMethods | null> {
  if (!(await isSignedIn())) return null
  const call = (await sessionApi()).GET("/api/v1/account/payment-methods/", { params: { query: { locale } } })
  return unlessStranger(unwrap(call))
}

/** What an order still owes, for its customer or who has its key; null for everybody else. */
export async function findDebt(number: string, locale: string, token?: string): Promise<Debt | null> {
  const key = token ?? (await findOrderToken(number))
  const params = { path: { number }, query: { locale, ...(key && { token: key }) } }
  const path = "/api/v1/orders/{number}/payments/"
  return unlessStranger(unwrapOrNull((await sessionApi()).GET(path, { params })))
}

async function unlessStranger<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ProblemError && [401, 403].includes(error.status)) return null
    throw error
  }
}
