"use server"

import { cookies } from "next/headers"
import { getLocale, getTranslations } from "next-intl/server"

import { safeReturnPath } from "@/features/account/return-path"
import { redirect } from "@/i18n/navigation"
import { privateApi, unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { passwordField, textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { COOKIES, writeTokens } from "@/lib/session/cookies"
import { forgetCart, getCredentials, sessionApi } from "@/lib/session/session"

/** Signs in; the API takes what is in the guest's cart over into the customer's. */
export async function signIn(_state: ActionState, form: FormData): Promise<ActionState> {
  return startSession(form, () => logIn(form))
}

/** Opens an account and signs in with it. */
export async function register(_state: ActionState, form: FormData): Promise<ActionState> {
  const t = await getTranslations("account")
  const body = {
    email: textField(form, "email"),
    password: passwordField(form, "password"),
    first_name: textField(form, "first_name"),
    last_name: textField(form, "last_name"),
    accepts_marketing: form.get("accepts_marketing") === "on",
    marketing_text: t("marketing"),
  }
  return startSession(form, async () => {
    const { forwardedFor } = await getCredentials()
    const params = { query: { locale: await getLocale() } }
    await unwrap(privateApi({ forwardedFor }).POST("/api/v1/auth/register/", { params, body }))
    return logIn(form)
  })
}

/**
 * Ends the session here even when the API cannot be told: the cookies go first of all. Orders that were opened and the
 * cart with its addresses go with them: the next person at this device may be somebody else.
 */
export async function signOut(): Promise<void> {
  const refresh = (await cookies()).get(COOKIES.refresh)?.value
  const { accessToken } = await getCredentials()
  await forgetPerson()
  if (refresh) await revoke(refresh, accessToken)
  redirect({ href: "/", locale: await getLocale() })
}

/** Closes the account for good, on all devices; nothing of the person stays on this one. */
export async function closeAccount(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { current_password: passwordField(form, "current_password") }
  const query = { locale: await getLocale() }
  try {
    await unwrap((await sessionApi()).POST("/api/v1/auth/me/close/", { params: { query }, body }))
  } catch (error) {
    return refusal(error)
  }
  await forgetPerson()
  return redirect({ href: "/account-closed", locale: await getLocale() })
}

async function forgetPerson(): Promise<void> {
  const jar = await cookies()
  const ofPerson = [COOKIES.access, COOKIES.refresh, COOKIES.orders, COOKIES.cart]
  ofPerson.forEach((name) => jar.delete(name))
}

async function revoke(refresh: string, accessToken: string | undefined): Promise<void> {
  try {
    await unwrap(privateApi({ accessToken }).POST("/api/v1/auth/logout/", { body: { refresh } }))
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
  }
}

async function logIn(form: FormData) {
  const { cartToken, forwardedFor } = await getCredentials()
  const body = { email: textField(form, "email"), password: passwordField(form, "password") }
  return unwrap(privateApi({ cartToken, forwardedFor }).POST("/api/v1/auth/login/", { body }))
}

async function startSession(form: FormData, open: () => ReturnType<typeof logIn>): Promise<ActionState> {
  try {
    writeTokens(await cookies(), await open())
    await forgetCart()
  } catch (error) {
    return refusal(error, form)
  }
  return redirect({ href: safeReturnPath(textField(form, "next")), locale: await getLocale() })
}
