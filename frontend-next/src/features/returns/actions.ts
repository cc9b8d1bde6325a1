"use server"

import { randomUUID } from "node:crypto"

import { refresh } from "next/cache"
import { getLocale } from "next-intl/server"

import { orderKeyOf } from "@/lib/session/order-key"
import { linesOf, photoOf, type Asked } from "@/features/returns/asked"
import { redirect } from "@/i18n/navigation"
import { privateApi, unwrap } from "@/lib/api/client"
import { formValues, textField, type ActionState, type Refusal } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { getCredentials } from "@/lib/session/session"

/** Asks to send something back, and leads to the order, whose page says how it goes on. */
export async function askReturn(_state: ActionState, form: FormData): Promise<ActionState> {
  const lines = linesOf(form)
  if (lines.length === 0) return refused("nothing_to_return", form)
  const { api, params, locale } = await about(form)
  const body: Asked = {
    lines,
    reason: textField(form, "reason") as Asked["reason"],
    wish: textField(form, "wish") as Asked["wish"],
    comment: textField(form, "comment"),
    photo: await photoOf(form),
  }
  try {
    await unwrap(api.POST("/api/v1/orders/{number}/returns/", { params: keyed(params), body }))
  } catch (error) {
    return refusal(error, form)
  }
  return redirect({ href: orderHref(form), locale })
}

/** Says that a return is on its way. */
export async function sendReturn(_state: ActionState, form: FormData): Promise<ActionState> {
  const { api, params } = await about(form)
  const path = { ...params.path, return_id: textField(form, "return") }
  const body = {
    carrier: textField(form, "carrier"),
    tracking_number: textField(form, "tracking_number"),
  }
  return step(form, () =>
    unwrap(
      api.POST("/api/v1/orders/{number}/returns/{return_id}/sent/", { params: { ...params, path }, body }),
    ),
  )
}

/** Keeps the goods after all. */
export async function keepGoods(_state: ActionState, form: FormData): Promise<ActionState> {
  const { api, params } = await about(form)
  const path = { ...params.path, return_id: textField(form, "return") }
  return step(form, () =>
    unwrap(api.POST("/api/v1/orders/{number}/returns/{return_id}/cancel/", { params: { ...params, path } })),
  )
}

/** Withdraws from the contract of an order; declared twice, it is declared once. */
export async function withdraw(_state: ActionState, form: FormData): Promise<ActionState> {
  const { api, params } = await about(form)
  return step(form, () => unwrap(api.POST("/api/v1/orders/{number}/withdrawal/", { params: keyed(params) })))
}

async function step(form: FormData, act: () => Promise<unknown>): Promise<ActionState> {
  try {
    await act()
  } catch (error) {
    return refusal(error, form)
  } finally {
    refresh()
  }
  return { ok: true }
}

async function about(form: FormData) {
  const [key, locale, { accessToken, forwardedFor }] = await Promise.all([
    orderKeyOf(form),
    getLocale(),
    getCredentials(),
  ])
  const api = privateApi({ accessToken: key ? undefined : accessToken, forwardedFor })
  return { api, locale, params: { path: { number: textField(form, "number") }, query: { locale, ...key } } }
}

function keyed<Params>(params: Params) {
  return { ...params, header: { "Idempotency-Key": randomUUID() } }
}

function orderHref(form: FormData): string {
  const token = textField(form, "token")
  const query = token ? `?token=${encodeURIComponent(token)}` : ""
  return `/orders/${encodeURIComponent(textField(form, "number"))}${query}`
}

function refused(code: string, form: FormData): Refusal {
  return { ok: false, code, detail: "", params: {}, fields: {}, values: formValues(form) }
}
