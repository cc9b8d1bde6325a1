import type { CheckoutChange } from "@/features/payment/changes"
import type { FieldProblem, Refusal } from "@/lib/forms"

/** Whatever kept a payment from being made; what was seen and is no longer so is named. */
export type Refused = Refusal & { changes?: CheckoutChange[] }

/** A refusal of the way to pay itself. */
export const DECLINED = "payment_declined"

/** What was typed is wrong, and the provider's own field says so. */
export const MISTYPED = "payment_mistyped"

export type Place = "method" | "gift_card" | "provider" | "terms" | "form"

const OF_TERMS = ["terms_not_accepted", "terms_changed"]
const OF_METHOD = ["unknown_payment_method", "payment_method_refused", "payment_refused", DECLINED]

/** Where a refusal is told: beside what it is about, else above the button. */
export function placeOf(refused: Refusal): Place {
  if (refused.code === MISTYPED) return "provider"
  if (OF_TERMS.includes(refused.code)) return "terms"
  if (giftCardProblem(refused)) return "gift_card"
  if (OF_METHOD.includes(refused.code) || refused.fields.payment_method || refused.fields.saved_method)
    return "method"
  return "form"
}

export function giftCardProblem(refused: Refusal): FieldProblem | undefined {
  const field = Object.entries(refused.fields).find(([name]) => /^gift_cards?(\.|$)/.test(name))?.[1]
  return field ?? (/gift_card/.test(refused.code) ? refused : undefined)
}
