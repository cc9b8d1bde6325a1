import { expect, it } from "vitest"

import { readChanges } from "@/features/payment/changes"
import { toProblem } from "@/lib/api/problem"

const changed = (changes: unknown) =>
  toProblem({ status: 409, code: "checkout_changed", detail: "", changes }, 409)

it("reads what differs", () => {
  const before = { amount: "20.00", currency: "EUR" }
  const after = { amount: "22.00", currency: "EUR" }
  const change = { kind: "price", line_id: "line_1", name: "Bowl", before, after }
  expect(readChanges(changed([change]))).toEqual([{ kind: "price", name: "Bowl", before, after }])
})

it("shows numbers as they are and leaves out what it cannot show", () => {
  const change = { kind: "quantity", name: "Bowl", before: 3, after: { odd: true } }
  expect(readChanges(changed([change]))).toEqual([
    { kind: "quantity", name: "Bowl", before: "3", after: null },
  ])
})

it.each([[undefined], ["all"], [{ kind: "price" }]])("makes no changes of %o", (changes) => {
  expect(readChanges(changed(changes))).toEqual([])
})
