import "server-only"

import { unwrap, unwrapOrNull } from "@/lib/api/client"
import { payments, type Completion, type SavedMethod } from "@/lib/api/payments"
import { ProblemError } from "@/lib/api/problem"
import { findBegunPayment } from "@/lib/session/payment-memory"
import { isSignedIn, sessionApi } from "@/lib/session/session"

/** A payment for whoever began it, or who holds the key of its link; null for everybody else. */
export async function findPayment(id: string, locale: string, key?: string): Promise<Completion | null> {
  const params = { path: { completion_id: id }, query: { locale, ...(key && { key }) } }
  const path = "/api/v1/checkout/payments/{completion_id}/"
  return unlessStranger(unwrapOrNull((await sessionApi()).GET(path, { params })))
}

/** The payment that was begun on this device and is not over, or that became an order meanwhile. */
export async function findUnfinishedPayment(locale: string): Promise<Completion | null> {
  const begun = await findBegunPayment()
  const found = begun && !begun.isForOrder ? await findPayment(begun.id, locale) : null
  return found?.state === "released" ? null : found
}

/** What a customer has saved to pay with; null for a guest. */
export async function findSavedMethods(locale: string): Promise<SavedMethod[] | null> {
  if (!(await isSignedIn())) return null
  const params = { query: { locale } }
  const call = payments(await sessionApi()).GET("/api/v1/account/payment-methods/", { params })
  return (await unlessStranger(unwrap(call)))?.results ?? null
}

async function unlessStranger<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ProblemError && [401, 403, 404].includes(error.status)) return null
    throw error
  }
}
