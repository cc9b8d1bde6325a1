"use server"

import { getLocale } from "next-intl/server"

import { FORM_ID, FORM_TOKEN, filesOf, TRAP, valuesOf, writtenIn } from "@/features/content/form-fields"
import { privateApi, unwrap, type ApiClient } from "@/lib/api/client"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { getCredentials } from "@/lib/session/session"

/** The token of somebody who begins to write; null while the shop cannot be reached: sending asks again. */
export async function beginForm(id: string): Promise<string | null> {
  const [api, locale] = await Promise.all([anonymous(), getLocale()])
  try {
    const params = { path: { form_id: id }, query: { locale } }
    return (await unwrap(api.POST("/api/v1/content/forms/{form_id}/token/", { params }))).token
  } catch {
    return null
  }
}

/** Sends a form; what it says in its place is the answer. A refusal keeps all that was written. */
export async function sendForm(
  _state: ActionState<{ thanks: string }>,
  form: FormData,
): Promise<ActionState<{ thanks: string }>> {
  const [api, locale] = await Promise.all([anonymous(), getLocale()])
  const params = { path: { form_id: textField(form, FORM_ID) }, query: { locale } }
  const body = {
    token: textField(form, FORM_TOKEN),
    website: textField(form, TRAP),
    values: valuesOf(form),
    files: await filesOf(form),
  }
  try {
    const { thanks } = await unwrap(api.POST("/api/v1/content/forms/{form_id}/", { params, body }))
    return { ok: true, thanks }
  } catch (error) {
    return { ...refusal(error), values: writtenIn(form) }
  }
}

async function anonymous(): Promise<ApiClient> {
  const { forwardedFor } = await getCredentials()
  return privateApi({ forwardedFor })
}
