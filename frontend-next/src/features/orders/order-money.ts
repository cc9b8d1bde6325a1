import type { Money, Order } from "@/lib/api/types"
import { isZero, remainder, sum } from "@/lib/money"

type Entry = Order["payments"][number]["entries"][number]

/** What was paid and given back over all payments of an order, and what it still waits for. */
export function moneyOf(order: Pick<Order, "amount_due" | "payments" | "states" | "totals">) {
  const { total } = order.totals
  const none: Money = { ...total, amount: total.amount.replace(/\d/g, "0") }
  const entries = order.payments.flatMap((payment) => payment.entries)
  const of = (kind: Entry["kind"]) => sum(none, ...entries.filter((entry) => entry.kind === kind).map(amount))
  const paid = of("captured")
  const due = order.states.payment === "due" ? remainder(total, [paid]) : order.amount_due
  return { paid: orNull(paid), refunded: orNull(of("refunded")), due: orNull(due) }
}

function amount(entry: Entry): Money {
  return entry.amount
}

function orNull(money: Money): Money | null {
  return isZero(money) ? null : money
}
