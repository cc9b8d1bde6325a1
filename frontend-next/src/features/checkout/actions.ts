"use server"

import { createHash } from "node:crypto"

import { refresh } from "next/cache"
import { redirect as leaveFor } from "next/navigation"
import { getLocale } from "next-intl/server"

import { readChanges, type CheckoutChange } from "@/features/checkout/changes"
import { readAddress } from "@/features/checkout/schema"
import { redirect } from "@/i18n/navigation"
import { unwrap, type ApiClient } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { Address } from "@/lib/api/types"
import { textField, type ActionState, type Refusal } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { rememberOrderKey } from "@/lib/session/order-access"
import { forgetCart, getChosenCurrency, isSignedIn, sessionApi } from "@/lib/session/session"

const WHILE_IN_FLIGHT = { attempts: 5, pauseMs: 800 }

export type PlacementRefusal = Refusal & { changes: CheckoutChange[] }

async function requestQuery() {
  return { locale: await getLocale(), currency: await getChosenCurrency() }
}

export async function saveDetails(_state: ActionState, form: FormData): Promise<ActionState> {
  const billsElsewhere = form.get("bills_elsewhere") === "on"
  const body = {
    email: textField(form, "email"),
    shipping_address: readAddress(form, "shipping_address"),
    billing_address: billsElsewhere ? readAddress(form, "billing_address") : null,
  }
  return continueTo("delivery", form, async () => {
    const query = await requestQuery()
    const api = await sessionApi()
    await unwrap(api.PUT("/api/v1/checkout/addresses/", { params: { query }, body }))
    if (form.get("save_address") === "on") await keepAddress(api, body.shipping_address)
  })
}

export async function saveDelivery(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { code: textField(form, "code") }
  return continueTo("payment", form, async () => {
    const query = await requestQuery()
    return unwrap((await sessionApi()).PUT("/api/v1/checkout/shipping-method/", { params: { query }, body }))
  })
}

/**
 * Places the order exactly as the shopper saw it. The key is made of what was seen, so that pressing twice,
 * in one tab or in two, is one order. When something changed meanwhile nothing is ordered: the page shows
 * the new state, the answer says what differs, and pressing again confirms that.
 */
export async function placeOrder(_state: Refusal | null, form: FormData): Promise<PlacementRefusal> {
  const body = {
    payment_method: textField(form, "payment_method"),
    fingerprint: textField(form, "fingerprint"),
  }
  const key = idempotencyKey(textField(form, "cart_id"), body.fingerprint, body.payment_method)
  try {
    const order = await place(body, key)
    // A customer opens the order by the session; nothing of it stays on the device after signing out.
    if (!(await isSignedIn())) await rememberOrderKey(order.number, { token: order.access_token })
    await forgetCart()
    const gateway = order.payments.find((payment) => payment.next_step?.url)?.next_step?.url
    if (gateway) leaveFor(gateway)
    return redirect({ href: `/orders/${order.number}?placed=1`, locale: await getLocale() })
  } catch (error) {
    const refused = refusal(error, form)
    refresh()
    return { ...refused, changes: error instanceof ProblemError ? readChanges(error) : [] }
  }
}

async function keepAddress(api: ApiClient, address: Address): Promise<void> {
  const query = { locale: await getLocale() }
  await unwrap(api.POST("/api/v1/account/addresses/", { params: { query }, body: { address } }))
}

async function continueTo(step: string, form: FormData, save: () => Promise<unknown>): Promise<ActionState> {
  try {
    await save()
  } catch (error) {
    return refusal(error, form)
  }
  return redirect({ href: `/checkout?step=${step}`, locale: await getLocale() })
}

type Placement = { payment_method: string; fingerprint: string }

/** While the first of two equal requests is being answered the second one waits for the same answer. */
async function place(body: Placement, key: string) {
  const query = await requestQuery()
  const api = await sessionApi()
  const attempt = () =>
    unwrap(
      api.POST("/api/v1/checkout/place/", { params: { query, header: { "Idempotency-Key": key } }, body }),
    )
  for (let remaining = WHILE_IN_FLIGHT.attempts; remaining > 0; remaining -= 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "idempotency_in_flight") throw error
      await new Promise((resolve) => setTimeout(resolve, WHILE_IN_FLIGHT.pauseMs))
    }
  }
  return attempt()
}

function idempotencyKey(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex")
}
