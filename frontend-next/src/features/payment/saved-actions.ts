"use server"

import { refresh } from "next/cache"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { sessionApi } from "@/lib/session/session"

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
