"use server"

import { refresh } from "next/cache"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { sessionApi } from "@/lib/session/session"

const PATH = "/api/v1/account/addresses/{address_id}/"

/** Does what the pressed button says and shows the list anew. An address that is gone is as good as deleted. */
export async function changeAddress(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { address_id: textField(form, "address_id") }
  const api = await sessionApi()
  try {
    if (textField(form, "intent") === "delete") await unwrap(api.DELETE(PATH, { params: { path } }))
    else await unwrap(api.PATCH(PATH, { params: { path }, body: { is_default_for_shipping: true } }))
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 404)) return refusal(error)
  }
  refresh()
  return { ok: true }
}
