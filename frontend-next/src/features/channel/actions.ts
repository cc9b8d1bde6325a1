"use server"

import { refresh } from "next/cache"
import { cookies } from "next/headers"

import { ProblemError } from "@/lib/api/problem"
import { unwrap } from "@/lib/api/client"
import { textField } from "@/lib/forms"
import { COOKIE_AGE, COOKIES, cookieOptions } from "@/lib/session/cookies"
import { mayHaveCart, sessionApi } from "@/lib/session/session"

/** Shows every price in another currency, the cart's included. */
export async function chooseCurrency(form: FormData): Promise<void> {
  const currency = textField(form, "currency")
  if (!/^[A-Z]{3}$/.test(currency)) return
  const jar = await cookies()
  jar.set(COOKIES.currency, currency, cookieOptions(COOKIE_AGE.currency))
  if (await mayHaveCart()) await changeCartCurrency(currency)
  refresh()
}

/** A cart that cannot follow (there is none any more) must not stop the shopper from reading prices. */
async function changeCartCurrency(currency: string): Promise<void> {
  try {
    await unwrap((await sessionApi()).PATCH("/api/v1/cart/", { body: { currency } }))
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status >= 500) throw error
  }
}
