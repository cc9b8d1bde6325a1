import type { Completion, Money, NextStep } from "@/lib/api/types"

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
  /** There is an order already, which it pays for. */
  isForOrder: boolean
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
    isForOrder: completion.order !== null && state !== "placed",
    step: waiting?.next_step ? { method: waiting.method, next: waiting.next_step } : null,
  }
}
