import { expect, it } from "vitest"

import { handled, preselected } from "@/features/payment/choices"
import type { PaymentMethod } from "@/lib/api/types"

const method = (code: string, changes: Partial<PaymentMethod> = {}): PaymentMethod => ({
  code,
  name: code,
  description: "",
  script: null,
  client: {},
  saves_methods: false,
  wallets: false,
  fee: null,
  refusal: null,
  ...changes,
})
const FEE = { amount: "3.00", currency: "EUR" }

it("offers nothing whose script it does not know", () => {
  const methods = [method("invoice"), method("stripe", { script: "stripe" }), method("x", { script: "x" })]
  expect(handled(methods).map(({ code }) => code)).toEqual(["invoice", "stripe"])
})

it("begins with what was chosen last, else with the first that costs nothing", () => {
  const methods = [method("cash", { fee: FEE }), method("invoice"), method("bank")]
  expect(preselected(methods, "bank")).toBe("bank")
  expect(preselected(methods, "")).toBe("invoice")
  expect(preselected(methods.slice(0, 1), "")).toBe("cash")
  expect(preselected([method("bank", { refusal: { code: "c", message: "m" } })], "bank")).toBeUndefined()
})
