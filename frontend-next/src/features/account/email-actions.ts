"use server"

import { getLocale } from "next-intl/server"

import { privateApi, unwrap } from "@/lib/api/client"
import { passwordField, textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { getCredentials, sessionApi } from "@/lib/session/session"

/** Confirms an address with the token of a letter, whoever is signed in on this device. */
export async function confirmEmail(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { token: textField(form, "token") }
  const { forwardedFor } = await getCredentials()
  const params = { query: { locale: await getLocale() } }
  try {
    await unwrap(privateApi({ forwardedFor }).POST("/api/v1/auth/email/verify/", { params, body }))
  } catch (error) {
    return refusal(error)
  }
  return { ok: true }
}

/** Gives the account another address; a letter to it asks to confirm it. */
export async function changeEmail(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = {
    email: textField(form, "email"),
    current_password: passwordField(form, "current_password"),
  }
  const params = { query: { locale: await getLocale() } }
  try {
    await unwrap((await sessionApi()).POST("/api/v1/auth/email/", { params, body }))
  } catch (error) {
    return refusal(error, form)
  }
  return { ok: true }
}

/** Asks for the letter once more. */
export async function askForLetter(): Promise<ActionState> {
  const params = { query: { locale: await getLocale() } }
  try {
    await unwrap((await sessionApi()).POST("/api/v1/auth/email/letter/", { params }))
  } catch (error) {
    return refusal(error)
  }
  return { ok: true }
}
