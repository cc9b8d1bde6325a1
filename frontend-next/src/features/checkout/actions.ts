"use server"

import { getLocale, getTranslations } from "next-intl/server"

import { readAddress } from "@/features/checkout/schema"
import { redirect } from "@/i18n/navigation"
import { unwrap, type ApiClient } from "@/lib/api/client"
import type { Address } from "@/lib/api/types"
import { textField, unreachable, type ActionState, type Refusal } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { getChosenCurrency, sessionApi } from "@/lib/session/session"

async function requestQuery() {
  return { locale: await getLocale(), currency: await getChosenCurrency() }
}

export async function saveDetails(_state: ActionState, form: FormData): Promise<ActionState> {
  const billsElsewhere = form.get("bills_elsewhere") === "on"
  const t = await getTranslations("checkout")
  const body = {
    email: textField(form, "email"),
    shipping_address: readAddress(form, "shipping_address"),
    billing_address: billsElsewhere ? readAddress(form, "billing_address") : null,
    accepts_reminders: form.get("accepts_reminders") === "on",
    reminder_text: t("remind"),
  }
  return continueTo("delivery", form, async () => {
    const query = await requestQuery()
    const api = await sessionApi()
    await unwrap(api.PUT("/api/v1/checkout/addresses/", { params: { query }, body }))
    if (form.get("save_address") === "on") await keepAddress(api, body.shipping_address)
  })
}

export async function saveDelivery(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { code: textField(form, "code"), pickup_point: textField(form, "pickup_point") }
  return continueTo("payment", form, async () => {
    const query = await requestQuery()
    const api = await sessionApi()
    const { missing } = await unwrap(
      api.PUT("/api/v1/checkout/shipping-method/", { params: { query }, body }),
    )
    if (!missing.includes("pickup_point")) return null
    const t = await getTranslations("pickup")
    return { ...unreachable(form), code: "pickup_point_missing", detail: t("choose") }
  })
}

/** Names the VAT id of a business, or takes it out; the way of delivery is still to be chosen. */
export async function saveVatId(_state: ActionState, form: FormData): Promise<ActionState> {
  const body = { vat_id: textField(form, "vat_id") }
  return continueTo("delivery", form, async () => {
    const query = await requestQuery()
    return unwrap((await sessionApi()).PUT("/api/v1/checkout/vat-id/", { params: { query }, body }))
  })
}

async function keepAddress(api: ApiClient, address: Address): Promise<void> {
  const query = { locale: await getLocale() }
  await unwrap(api.POST("/api/v1/account/addresses/", { params: { query }, body: { address } }))
}

async function continueTo(step: string, form: FormData, save: () => Promise<unknown>): Promise<ActionState> {
  try {
    const refused = await save()
    if (isRefusal(refused)) return refused
  } catch (error) {
    return refusal(error, form)
  }
  return redirect({ href: `/checkout?step=${step}`, locale: await getLocale() })
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false
}
