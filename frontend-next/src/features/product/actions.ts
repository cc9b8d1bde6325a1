"use server"

import { getLocale } from "next-intl/server"

import { unwrap } from "@/lib/api/client"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { sessionApi } from "@/lib/session/session"

/** Hands a customer's review in; staff read it before anybody else does. */
export async function writeReview(_state: ActionState, form: FormData): Promise<ActionState> {
  const params = { path: { slug: textField(form, "slug") }, query: { locale: await getLocale() } }
  const body = {
    score: Number(textField(form, "score")),
    title: textField(form, "title"),
    body: textField(form, "body"),
  }
  try {
    await unwrap((await sessionApi()).POST("/api/v1/products/{slug}/reviews/", { params, body }))
  } catch (error) {
    return refusal(error, form)
  }
  return { ok: true }
}
