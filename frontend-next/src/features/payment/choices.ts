import type { PaymentMethod } from "@/lib/api/types"

/** Whose scripts the payment step can work with. */
export const SCRIPTS = ["stripe", "razorpay"]

/** The ways to pay that can be offered here: one that needs a script which is not known would lead nowhere. */
export function handled(methods: PaymentMethod[]): PaymentMethod[] {
  return methods.filter(({ script }) => script === null || SCRIPTS.includes(script))
}

/** What is chosen before the shopper chooses: what was chosen last, else what costs nothing, else the first. */
export function preselected(methods: PaymentMethod[], last: string): string | undefined {
  const open = methods.filter(({ refusal }) => !refusal)
  const found = open.find(({ code }) => code === last) ?? open.find(({ fee }) => !fee) ?? open[0]
  return found?.code
}
