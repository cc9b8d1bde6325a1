"use server"

import { getLocale } from "next-intl/server"

import { unwrap } from "@/lib/api/client"
import type { GiftCardBalance } from "@/lib/api/types"
import { textField, type ActionState } from "@/lib/forms"
import { refusal } from "@/lib/refusal"
import { asShopper } from "@/lib/session/session"

/** What is left on a gift card, for whoever knows its code. */
export async function askBalance(
  _state: ActionState<GiftCardBalance>,
  form: FormData,
): Promise<ActionState<GiftCardBalance>> {
  const body = { code: textField(form, "code") }
  const params = { query: { locale: await getLocale() } }
  try {
    const balance = await asShopper((api) =>
      unwrap(api.POST("/api/v1/gift-cards/balance/", { params, body })),
    )
    return { ok: true, ...balance }
  } catch (error) {
    return refusal(error, form)
  }
}
