import { expect, it } from "vitest"

import { moneyOf } from "@/features/orders/order-money"
import type { Order } from "@/lib/api/types"

const euros = (amount: string) => ({ amount, currency: "EUR" })
type Kind = Order["payments"][number]["entries"][number]["kind"]

const orderOf = (payment: Order["states"]["payment"], ...payments: [Kind, string][][]) =>
  ({
    totals: { total: euros("30.00") },
    amount_due: euros("0.00"),
    states: { payment },
    payments: payments.map((entries) => ({
      entries: entries.map(([kind, amount]) => ({ kind, amount: euros(amount), at: "" })),
    })),
  }) as unknown as Order

it("adds up all payments of an order", () => {
  const order = orderOf(
    "part_refunded",
    [["captured", "20.00"]],
    [
      ["authorised", "10.00"],
      ["captured", "10.00"],
      ["refunded", "4.50"],
      ["refunded", "0.50"],
    ],
  )
  expect(moneyOf(order)).toEqual({ paid: euros("30.00"), refunded: euros("5.00"), due: null })
})

it("asks for what is left of an order that is paid in part", () => {
  expect(moneyOf(orderOf("due", [["captured", "12.50"]], []))).toEqual({
    paid: euros("12.50"),
    refunded: null,
    due: euros("17.50"),
  })
})

it.each(["authorised", "cancelled"] as const)("asks for nothing while it is %s", (state) => {
  expect(moneyOf(orderOf(state, [["authorised", "30.00"]]))).toEqual({
    paid: null,
    refunded: null,
    due: null,
  })
})

it("asks for what an edit has added to an order of which money went back before", () => {
  const order = { ...orderOf("part_refunded", [["captured", "30.00"]]), amount_due: euros("20.00") }
  expect(moneyOf(order).due).toEqual(euros("20.00"))
})
