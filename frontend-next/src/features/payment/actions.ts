"use server"

import { createHash } from "node:crypto"

import { refresh } from "next/cache"
import { redirect as leaveFor } from "next/navigation"
import { getLocale } from "next-intl/server"

import { begin, cartQuery } from "@/features/payment/begin"
import { SCRIPTS } from "@/features/payment/choices"
import { readChanges } from "@/features/payment/changes"
import { keyOf } from "@/features/payment/keys"
import type { Refused } from "@/features/payment/places"
import { snapshotOf, type Snapshot } from "@/features/payment/snapshot"
import { redirect } from "@/i18n/navigation"
import { unwrap } from "@/lib/api/client"
import type { Completion } from "@/lib/api/types"
import { ProblemError } from "@/lib/api/problem"
import { textField } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { rememberOrderKey } from "@/lib/session/order-access"
import { findBegunPayment, forgetPayment, rememberPayment } from "@/lib/session/payment-memory"
import { forgetCart, isSignedIn, sessionApi } from "@/lib/session/session"

/** The total is not the one of this way to pay. */
const FEE_CHANGED = "payment_fee_changed"

const CHOOSING = "/checkout?step=payment"

export type Begun = { ok: true; payment: Snapshot } | Refused

/**
 * Begins to pay exactly what the shopper saw. The key is made of that and of which try it is, so that pressing twice,
 * in one tab or in two, is one payment. Goes on by itself to the order, or to where somebody else asks for the money;
 * what only a script of the page can do is answered to it. Nothing is begun when something changed meanwhile.
 */
export async function beginPayment(_state: unknown, form: FormData): Promise<Begun> {
  try {
    const completion = await begin(form, tryOf(form))
    const order = textField(form, "order_number") || undefined
    await rememberPayment({ id: completion.id, order })
    if (completion.state === "placed") return await openOrder(completion, order ? "paid" : "bought")
    const payment = snapshotOf(completion)
    if (form.get("scripts") !== "on")
      return redirect({ href: `/checkout/payments/${payment.id}`, locale: await getLocale() })
    if (payment.step?.next.url && !hasScript(payment)) return leaveFor(payment.step.next.url)
    return { ok: true, payment }
  } catch (error) {
    const refused = refusal(error, form)
    if (refused.code === FEE_CHANGED) await chooseMethod(textField(form, "payment_method"))
    else refresh()
    return { ...refused, changes: error instanceof ProblemError ? readChanges(error) : [] }
  }
}

/** Has what a way to pay costs in the total of the cart, and in no other case. */
export async function chooseMethod(code: string): Promise<void> {
  const params = { query: await cartQuery() }
  try {
    await unwrap((await sessionApi()).PUT("/api/v1/checkout/payment-method/", { params, body: { code } }))
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    // It is closed by now, or the cart is gone: the page says so, and whoever begins to pay is told.
  }
  refresh()
}

/** Has the shop ask the provider, and opens the order once there is one; before that, says how it stands. */
export async function followPayment(id: string, key?: string): Promise<Snapshot> {
  const params = {
    path: { completion_id: id },
    query: { locale: await getLocale(), ...(await keyOf(id, key)) },
  }
  const path = "/api/v1/checkout/payments/{completion_id}/complete/"
  const completion = await unwrap((await sessionApi()).POST(path, { params }))
  if (completion.state !== "placed") return snapshotOf(completion)
  const begun = await findBegunPayment()
  if (begun?.id !== id) return openOrder(completion, "elsewhere")
  return openOrder(completion, begun.order ? "paid" : "bought")
}

/** The same for who has no scripts, or does not want to wait for them. */
export async function lookAgain(form: FormData): Promise<void> {
  await followPayment(textField(form, "id"), textField(form, "key") || undefined)
  refresh()
}

/** Lets a payment go that was begun, and leads back to where another way can be chosen. */
export async function letGo(form: FormData): Promise<void> {
  const id = textField(form, "id")
  const params = { path: { completion_id: id }, query: await keyOf(id, textField(form, "key")) }
  let href = CHOOSING
  try {
    const path = "/api/v1/checkout/payments/{completion_id}/"
    const gone = await unwrap((await sessionApi()).DELETE(path, { params }))
    if (gone.order) href = `/orders/${gone.order_number}/pay`
  } catch (error) {
    // Over already, one way or the other: the page of the payment says which.
    if (!(error instanceof ProblemError) || error.status >= 500) throw error
  }
  await forgetPayment()
  return redirect({ href, locale: await getLocale() })
}

/** An order was bought on this device, or elsewhere, or one that there was already was paid. */
type Outcome = "bought" | "elsewhere" | "paid"

async function openOrder({ order_number: number, order }: Completion, outcome: Outcome): Promise<never> {
  const isGuest = !(await isSignedIn())
  // A customer opens the order by the session; nothing of it stays on the device after signing out.
  if (order && isGuest) await rememberOrderKey(number, { token: order.access_token })
  // The spent key of a guest's cart still finds what they saved for later.
  if (outcome === "bought" && !isGuest) await forgetCart()
  await forgetPayment()
  const query = outcome === "paid" ? "" : "?placed=1"
  return redirect({ href: `/orders/${number}${query}`, locale: await getLocale() })
}

function hasScript({ step }: Snapshot): boolean {
  return SCRIPTS.includes(step?.next.client.provider ?? "")
}

const SEEN = [
  "cart_id",
  "fingerprint",
  "accepted_terms",
  "order_number",
  "attempt",
  "payment_method",
  "gift_card",
  "use_store_credit",
  "saved_method",
  "saves_method",
]

function tryOf(form: FormData): string {
  const parts = SEEN.map((name) => JSON.stringify(form.getAll(name)))
  return createHash("sha256").update(parts.join("\n")).digest("hex")
}
