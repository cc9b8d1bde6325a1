"use server"

import { cookies } from "next/headers"
import { getLocale } from "next-intl/server"

import { privateApi, unwrap } from "@/lib/api/client"
import { passwordField, textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { COOKIES } from "@/lib/session/cookies"
import { getCredentials, sessionApi } from "@/lib/session/session"

/** Asks for a letter. The answer is the same whether or not somebody has an account with that address. */
export async function requestReset(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { email: textField(form, "email") }
  const { forwardedFor } = await getCredentials()
  const query = { locale: await getLocale() }
  try {
    await unwrap(
      privateApi({ forwardedFor }).POST("/api/v1/auth/password-reset/", { params: { query }, body }),
    )
  } catch (error) {
    return refusal(error, form)
  }
  return { ok: true }
}

/** Sets a new password with the token of a letter. Every session is over then, the one on this device too. */
export async function resetPassword(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { token: textField(form, "token"), new_password: passwordField(form, "new_password") }
  const { forwardedFor } = await getCredentials()
  const query = { locale: await getLocale() }
  try {
    await unwrap(
      privateApi({ forwardedFor }).POST("/api/v1/auth/password-reset/confirm/", { params: { query }, body }),
    )
  } catch (error) {
    return refusal(error)
  }
  const jar = await cookies()
  jar.delete(COOKIES.access)
  jar.delete(COOKIES.refresh)
  return { ok: true }
}

/** Chooses another password; this device stays signed in, all others do not. */
export async function changePassword(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = {
    current_password: passwordField(form, "current_password"),
    new_password: passwordField(form, "new_password"),
  }
  const query = { locale: await getLocale() }
  try {
    await unwrap((await sessionApi()).POST("/api/v1/auth/password/", { params: { query }, body }))
  } catch (error) {
    return refusal(error)
  }
  return { ok: true }
}
