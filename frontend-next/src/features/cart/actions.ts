"use server"

import { refresh } from "next/cache"
import { getLocale } from "next-intl/server"

import { redirect } from "@/i18n/navigation"
import { unwrap, type ApiClient } from "@/lib/api/client"
import type { Cart } from "@/lib/api/types"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { asShopper, getChosenCurrency, rememberCart } from "@/lib/session/session"

type Added = { lineId: string; quantity: number; itemCount: number; at: number }

type Query = { locale: string; currency?: string | undefined }

const GONE = ["line_not_found", "cart_not_found", "cart_expired"]

type CartCall = (api: ApiClient, query: Query) => Promise<Cart>

export async function addToCart(_state: ActionState<Added>, form: FormData): Promise<ActionState<Added>> {
  const body = { variant_id: textField(form, "variant_id"), quantity: quantityOf(form) }
  return changeCart(
    form,
    (api, query) => unwrap(api.POST("/api/v1/cart/lines/", { params: { query }, body })),
    (cart) => ({
      lineId: cart.lines.find(({ variant_id: id }) => id === body.variant_id)?.id ?? "",
      quantity: body.quantity,
      itemCount: cart.item_count,
      at: Date.now(),
    }),
  )
}

export async function changeQuantity(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { line_id: textField(form, "line_id") }
  const body = { quantity: quantityOf(form) }
  return changeLine(form, (api, query) =>
    unwrap(api.PATCH("/api/v1/cart/lines/{line_id}/", { params: { path, query }, body })),
  )
}

export async function removeLine(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { line_id: textField(form, "line_id") }
  return changeLine(form, (api, query) =>
    unwrap(api.DELETE("/api/v1/cart/lines/{line_id}/", { params: { path, query } })),
  )
}

export async function saveLine(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { line_id: textField(form, "line_id") }
  return changeLine(form, (api, query) =>
    unwrap(api.POST("/api/v1/cart/saved/", { params: { query }, body })),
  )
}

export async function restoreSaved(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { line_id: textField(form, "line_id") }
  return changeLine(form, (api, query) =>
    unwrap(api.POST("/api/v1/cart/saved/{line_id}/restore/", { params: { path, query } })),
  )
}

export async function forgetSaved(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { line_id: textField(form, "line_id") }
  try {
    const query = { locale: await getLocale() }
    await asShopper((api) => unwrap(api.DELETE("/api/v1/cart/saved/{line_id}/", { params: { path, query } })))
  } catch (error) {
    const state = refusal(error, form)
    if (!GONE.includes(state.code)) return state
  }
  refresh()
  return { ok: true }
}

export async function recoverCart(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { link_token: textField(form, "token") }
  const state = await changeCart(form, (api, query) =>
    unwrap(api.POST("/api/v1/cart/recovery/{link_token}/", { params: { path, query } })),
  )
  return state?.ok ? redirect({ href: "/cart", locale: await getLocale() }) : state
}

export async function addVoucher(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { code: textField(form, "code") }
  return changeShownCart(form, (api, query) =>
    unwrap(api.POST("/api/v1/cart/vouchers/", { params: { query }, body })),
  )
}

export async function removeVoucher(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { code: textField(form, "code") }
  return changeShownCart(form, (api, query) =>
    unwrap(api.DELETE("/api/v1/cart/vouchers/{code}/", { params: { path, query } })),
  )
}

export async function saveExtra(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { kind: textField(form, "kind") }
  const body = { message: textField(form, "message") }
  return changeShownCart(form, (api, query) =>
    form.get("is_chosen") === null
      ? unwrap(api.DELETE("/api/v1/cart/extras/{kind}/", { params: { path, query } }))
      : unwrap(api.PUT("/api/v1/cart/extras/{kind}/", { params: { path, query }, body })),
  )
}

/** A line that is gone was taken out in another tab: the page shows the cart as it is, and says so. */
async function changeLine(form: FormData, call: CartCall): Promise<ActionState> {
  const state = await changeShownCart(form, call)
  const isGone = state?.ok === false && GONE.includes(state.code)
  return isGone ? redirect({ href: "/cart?changed=1", locale: await getLocale() }) : state
}

/** Runs one change and shows the page anew, for it shows the cart. */
async function changeShownCart(form: FormData, call: CartCall): Promise<ActionState> {
  const state = await changeCart(form, call)
  if (state?.ok) refresh()
  return state
}

/** Runs one change and keeps the token of a cart that began with it. */
async function changeCart<Extra extends object = object>(
  form: FormData,
  call: CartCall,
  answer: (cart: Cart) => Extra = () => ({}) as Extra,
): Promise<ActionState<Extra>> {
  try {
    const query = { locale: await getLocale(), currency: await getChosenCurrency() }
    const cart = await asShopper((api) => call(api, query))
    await rememberCart(cart.token)
    return { ok: true, ...answer(cart) }
  } catch (error) {
    return refusal(error, form)
  }
}

/** What is not a whole number goes to the API as 0, which refuses it with the same words as any other bad quantity. */
function quantityOf(form: FormData): number {
  const text = textField(form, "quantity")
  return /^\d{1,4}$/.test(text) ? Number(text) : 0
}
