import type { Completion, NextStep } from "@/lib/api/payments"
import type { Money } from "@/lib/api/types"

/** What the page may know of a payment: never what opens the order. */
export type Snapshot = {
  id: string
  state: Completion["state"]
  orderNumber: string
  amount: Money
  expiresAt: string
  /** Why it did not work, in the words of the shop. */
  reason: string
  /** Whether the same try can still be paid, for example with another card. */
  isPayable: boolean
  step: { method: string; next: NextStep } | null
}

const PAYABLE = ["pending", "waiting"]

export function snapshotOf(completion: Completion): Snapshot {
  const { id, state, payments, problem } = completion
  const waiting = payments.find((payment) => payment.state === "waiting")
  const declined = payments.find((payment) => payment.decline)?.decline
  const failed = payments.some((payment) => payment.state === "failed" || payment.state === "cancelled")
  return {
    id,
    state,
    orderNumber: completion.order_number,
    amount: completion.amount,
    expiresAt: completion.expires_at,
    reason: declined?.message || problem?.message || "",
    isPayable: state === "open" && !failed && payments.some((payment) => PAYABLE.includes(payment.state)),
    step: waiting?.next_step ? { method: waiting.method, next: waiting.next_step } : null,
  }
}
