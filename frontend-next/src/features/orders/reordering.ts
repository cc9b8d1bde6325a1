"use server"

import { randomUUID } from "node:crypto"

import { getLocale } from "next-intl/server"

import { redirect } from "@/i18n/navigation"
import { unwrap } from "@/lib/api/client"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { orderKeyOf } from "@/lib/session/order-key"
import { asShopper, getChosenCurrency, rememberCart } from "@/lib/session/session"

type LeftOut = { id: string; name: string; reason: string }

export type Reordered = { leftOut: LeftOut[]; isAnyAdded: boolean }

/** Puts an order into the cart once more and leads there; what cannot be bought now is named instead. */
export async function orderAgain(_state: ActionState<Reordered>, form: FormData) {
  return (await fillCart(form)) ?? redirect({ href: "/cart", locale: await getLocale() })
}

/** Nothing to say when all of it is in the cart. */
async function fillCart(form: FormData): Promise<ActionState<Reordered>> {
  const [key, locale, currency] = await Promise.all([orderKeyOf(form), getLocale(), getChosenCurrency()])
  const params = {
    path: { number: textField(form, "number") },
    query: { locale, currency, ...key },
    header: { "Idempotency-Key": randomUUID() },
  }
  try {
    const { cart, left_out: rows } = await asShopper(async (api) =>
      unwrap(api.POST("/api/v1/orders/{number}/reorder/", { params })),
    )
    await rememberCart(cart.token)
    const leftOut = rows.map(({ line_id: id, name, detail: reason }) => ({ id, name, reason }))
    return leftOut.length > 0 ? { ok: true, leftOut, isAnyAdded: cart.item_count > 0 } : null
  } catch (error) {
    return refusal(error, form)
  }
}
