import "server-only"

import { getLocale } from "next-intl/server"

import { unwrap } from "@/lib/api/client"
import type { Completion, PaymentWish } from "@/lib/api/types"
import { ProblemError } from "@/lib/api/problem"
import { textField } from "@/lib/forms"
import { findOrderToken, rememberOrderKey } from "@/lib/session/order-access"
import { getChosenCurrency, sessionApi } from "@/lib/session/session"

const WHILE_IN_FLIGHT = { attempts: 5, pauseMs: 800 }

/** While the first of two equal requests is being answered the second one waits for the same answer. */
export async function begin(form: FormData, key: string): Promise<Completion> {
  const attempt = await attemptOf(form, { "Idempotency-Key": key })
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

type Header = { "Idempotency-Key": string }

/** For the cart that is being checked out, or for what an order still owes. */
async function attemptOf(form: FormData, header: Header): Promise<() => Promise<Completion>> {
  const api = await sessionApi()
  const number = textField(form, "order_number")
  if (number) {
    const token = await orderToken(form, number)
    const query = { locale: await getLocale(), ...(token && { token }) }
    const params = { path: { number }, query, header }
    const body = { ...wish(form), accepted_terms: textField(form, "accepted_terms") }
    return () => unwrap(api.POST("/api/v1/orders/{number}/payments/", { params, body }))
  }
  const params = { query: await cartQuery(), header }
  const body = {
    ...wish(form),
    fingerprint: textField(form, "fingerprint"),
    accepted_terms: textField(form, "accepted_terms"),
  }
  return () => unwrap(api.POST("/api/v1/checkout/payments/", { params, body }))
}

/** The key from the address of the page is kept: what follows asks for it again. */
async function orderToken(form: FormData, number: string): Promise<string | undefined> {
  const token = textField(form, "order_token")
  if (token) await rememberOrderKey(number, { token })
  return token || findOrderToken(number)
}

/** How the cart is asked for: in the language of the page, and the currency that the shopper has chosen. */
export async function cartQuery() {
  const currency = await getChosenCurrency()
  return { locale: await getLocale(), ...(currency && { currency }) }
}

function wish(form: FormData): PaymentWish {
  const cards = form.getAll("gift_card").filter((code): code is string => typeof code === "string")
  return {
    payment_method: textField(form, "payment_method"),
    gift_cards: cards.map((code) => code.trim()).filter(Boolean),
    use_store_credit: form.get("use_store_credit") === "on",
    saved_method: textField(form, "saved_method"),
    saves_method: form.get("saves_method") === "on",
  }
}
