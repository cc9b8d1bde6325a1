"use server"

import { refresh } from "next/cache"
import { getLocale } from "next-intl/server"

import { changedChoices } from "@/features/notifications/fields"
import { getPreferences } from "@/features/notifications/queries"
import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { sessionApi } from "@/lib/session/session"

/** Notes that one was read. One that has gone meanwhile is as good as read. */
export async function readNotice(form: FormData): Promise<void> {
  const path = { notice_id: textField(form, "notice_id") }
  await unlessGone(
    unwrap((await sessionApi()).POST("/api/v1/notifications/{notice_id}/read/", { params: { path } })),
  )
  refresh()
}

export async function readAllNotices(): Promise<void> {
  await unwrap((await sessionApi()).POST("/api/v1/notifications/read-all/"))
  refresh()
}

/** Deletes one; one that has gone already is as good as deleted. */
export async function deleteNotice(form: FormData): Promise<void> {
  const path = { notice_id: textField(form, "notice_id") }
  await unlessGone(
    unwrap((await sessionApi()).DELETE("/api/v1/notifications/{notice_id}/", { params: { path } })),
  )
  refresh()
}

/** Keeps what the form says, and shows the page anew. */
export async function savePreferences(_state: ActionState, form: FormData): Promise<ActionState> {
  const locale = await getLocale()
  try {
    const body = {
      choices: changedChoices(await getPreferences(locale), form),
      locale: textField(form, "locale") || null,
      time_zone: textField(form, "time_zone"),
      quiet_from: textField(form, "quiet_from") || null,
      quiet_until: textField(form, "quiet_until") || null,
      digest: digestOf(textField(form, "digest")),
    }
    const query = { locale }
    await unwrap(
      (await sessionApi()).PATCH("/api/v1/notifications/preferences/", { params: { query }, body }),
    )
  } catch (error) {
    return refusal(error, form)
  }
  refresh()
  return { ok: true }
}

/** Ends the letters that the link was in. */
export async function unsubscribe(_state: ActionState, form: FormData): Promise<ActionState> {
  const path = { link_token: textField(form, "token") }
  try {
    await unwrap(
      (await sessionApi()).POST("/api/v1/notifications/unsubscribe/{link_token}/", { params: { path } }),
    )
  } catch (error) {
    return refusal(error, form)
  }
  refresh()
  return { ok: true }
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 404)) throw error
  }
}

function digestOf(value: string): "none" | "daily" | "weekly" {
  return value === "daily" || value === "weekly" ? value : "none"
}
