"use server"

import { refresh } from "next/cache"
import { getLocale } from "next-intl/server"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { textField, type ActionState, type Refusal } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { sessionApi } from "@/lib/session/session"

export type Saving = { ok: true; client: Record<string, string> } | Refusal

/** Begins to save something to pay with; what the provider's script needs for the rest. */
export async function beginSaving(code: string): Promise<Saving> {
  const body = { payment_method: code }
  const params = { query: { locale: await getLocale() } }
  try {
    const begun = await unwrap(
      (await sessionApi()).POST("/api/v1/account/payment-methods/", { params, body }),
    )
    return { ok: true, client: begun.next_step.client }
  } catch (error) {
    return refusal(error, new FormData())
  }
}

/** Has a saved way to pay be the one that is paid with first. */
export async function preferMethod(_state: ActionState, form: FormData): Promise<ActionState> {
  const params = { path: { method_id: textField(form, "id") } }
  try {
    await unwrap((await sessionApi()).PUT("/api/v1/account/payment-methods/{method_id}/default/", { params }))
  } catch (error) {
    return refusal(error, form)
  }
  refresh()
  return { ok: true }
}

/** Forgets a saved way to pay, here and at the provider. One that is gone is as good as deleted. */
export async function deleteMethod(_state: ActionState, form: FormData): Promise<ActionState> {
  const params = { path: { method_id: textField(form, "id") } }
  try {
    await unwrap((await sessionApi()).DELETE("/api/v1/account/payment-methods/{method_id}/", { params }))
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 404)) return refusal(error, form)
  }
  refresh()
  return { ok: true }
}
