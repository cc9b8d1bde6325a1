import type { StripeError } from "@stripe/stripe-js"

import type { Told } from "@/features/payment/driver"

/** What Stripe's script says, which it says in the language of the page. */
export function toldBy(error: StripeError | undefined): Told | null {
  if (!error) return null
  return { message: error.message ?? "", isShown: error.type === "validation_error" }
}
