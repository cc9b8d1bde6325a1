"use server"

import { getLocale } from "next-intl/server"

import { requestOrder } from "@/features/orders/queries"
import { redirect } from "@/i18n/navigation"
import { formValues, textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { findOrderToken, rememberOrderKey } from "@/lib/session/order-access"

/** Finds a guest's order by its number and the e-mail it was placed with; wrong and missing look the same. */
export async function lookUpOrder(_state: ActionState, form: FormData): Promise<ActionState> {
  const locale = await getLocale()
  const number = textField(form, "number").toUpperCase()
  const email = textField(form, "email")
  const missing = {
    ok: false,
    code: "order_not_found",
    detail: "",
    params: {},
    fields: {},
    values: formValues(form),
  } as const
  if (!number || !email) return missing
  try {
    if (!(await requestOrder(number, locale, { email }))) return missing
  } catch (error) {
    return refusal(error, form)
  }
  // Who bought it on this device has its key already, which opens more than an address does.
  if (!(await findOrderToken(number))) await rememberOrderKey(number, { email })
  const rest = textField(form, "leads_to") === "withdraw" ? "/withdraw" : ""
  return redirect({ href: `/orders/${encodeURIComponent(number)}${rest}`, locale })
}
