"use server"

import { refresh } from "next/cache"
import { getLocale } from "next-intl/server"

import { parseSearchToSave } from "@/features/saved-searches/schema"
import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { getChosenCurrency, sessionApi } from "@/lib/session/session"

const NOT_OURS = { ok: false, code: "invalid", detail: "", params: {}, fields: {}, values: {} } as const

/** Keeps a search; the shop writes a letter when something new answers to it. */
export async function saveSearch(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = parseSearchToSave(form)
  if (!body) return NOT_OURS
  const query = { locale: await getLocale(), currency: await getChosenCurrency() }
  try {
    await unwrap((await sessionApi()).POST("/api/v1/search/saved/", { params: { query }, body }))
  } catch (error) {
    return refusal(error, form)
  }
  return { ok: true }
}

/** Forgets a saved search and shows the list anew. One that is gone already is as good as forgotten. */
export async function forgetSavedSearch(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { saved_id: textField(form, "saved_id") }
  try {
    await unwrap((await sessionApi()).DELETE("/api/v1/search/saved/{saved_id}/", { params: { path } }))
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 404)) return refusal(error, form)
  }
  refresh()
  return { ok: true }
}
