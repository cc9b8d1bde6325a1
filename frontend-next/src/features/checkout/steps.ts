import type { Checkout } from "@/lib/api/types"

export const STEPS = ["details", "delivery", "payment"] as const

export type Step = (typeof STEPS)[number]

/** The first step that still lacks something; with nothing missing, the last one. */
export function openStep(checkout: Pick<Checkout, "missing">): Step {
  const { missing } = checkout
  if (missing.some((item) => item === "email" || item.endsWith("_address"))) return "details"
  if (missing.includes("shipping_method") || missing.includes("pickup_point")) return "delivery"
  return "payment"
}

/** A shopper may go back to any step, never past the one that is open. */
export function currentStep(
  requested: string | string[] | undefined,
  checkout: Pick<Checkout, "missing">,
): Step {
  const open = openStep(checkout)
  const wanted = STEPS.find((step) => step === requested)
  return wanted && STEPS.indexOf(wanted) <= STEPS.indexOf(open) ? wanted : open
}

export function isDone(step: Step, checkout: Pick<Checkout, "missing">): boolean {
  return STEPS.indexOf(step) < STEPS.indexOf(openStep(checkout))
}
