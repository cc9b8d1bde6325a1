import { expect, it } from "vitest"

import { plainCode, splitTenders } from "@/features/payment/tenders"

const euros = (amount: string) => ({ amount, currency: "EUR" })
const card = (code: string, amount: string) => ({
  code,
  balance: euros(amount),
  expires_at: null,
  last_four: code,
})

it("takes gift cards first, then the credit, and leaves the rest to a method", () => {
  const split = splitTenders(euros("30.00"), [card("A", "12.50"), card("B", "5.00")], euros("2.25"))
  expect(split.parts.map(({ amount, left }) => [amount.amount, left.amount])).toEqual([
    ["12.50", "0.00"],
    ["5.00", "0.00"],
  ])
  expect(split.fromCredit).toEqual(euros("2.25"))
  expect(split.due).toEqual(euros("10.25"))
})

it("takes no more than there is to pay", () => {
  const { parts, fromCredit, due } = splitTenders(euros("10.00"), [card("A", "50.00")], euros("9.00"))
  expect(parts[0]?.left).toEqual(euros("40.00"))
  expect(fromCredit).toEqual(euros("0.00"))
  expect(due).toEqual(euros("0.00"))
})

it("knows a code however it is typed", () => {
  expect(plainCode("7k2m-09xd q4t1")).toBe(plainCode("7K2M09XDQ4T1"))
})
