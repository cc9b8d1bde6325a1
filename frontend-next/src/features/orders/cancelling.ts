"use server"

import { randomUUID } from "node:crypto"

import { refresh } from "next/cache"
import { getLocale } from "next-intl/server"

import { orderKeyOf } from "@/features/orders/key-of"
import { privateApi, unwrap } from "@/lib/api/client"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { getCredentials } from "@/lib/session/session"

/** Cancels an order of which nothing is packed. Pressing twice cancels once: the shop sees to that. */
export async function cancelOrder(_state: ActionState, form: FormData): Promise<ActionState> {
  const [key, locale, { accessToken, forwardedFor }] = await Promise.all([
    orderKeyOf(form),
    getLocale(),
    getCredentials(),
  ])
  const api = privateApi({ accessToken: key ? undefined : accessToken, forwardedFor })
  const params = {
    path: { number: textField(form, "number") },
    query: { locale, ...key },
    header: { "Idempotency-Key": randomUUID() },
  }
  try {
    await unwrap(api.POST("/api/v1/orders/{number}/cancellation/", { params }))
  } catch (error) {
    refresh()
    return refusal(error, form)
  }
  refresh()
  return { ok: true }
}
