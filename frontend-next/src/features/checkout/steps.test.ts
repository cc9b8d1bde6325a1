import { expect, it } from "vitest"

import { currentStep, isDone, openStep } from "@/features/checkout/steps"
import type { Checkout } from "@/lib/api/types"

const lacking = (...missing: Checkout["missing"]) => ({ missing })

it("opens the first step that lacks something", () => {
  expect(openStep(lacking("email", "shipping_address", "shipping_method"))).toBe("details")
  expect(openStep(lacking("shipping_method"))).toBe("delivery")
  expect(openStep(lacking("pickup_point"))).toBe("delivery")
  expect(openStep(lacking())).toBe("payment")
})

it("lets a shopper go back, but not ahead", () => {
  expect(currentStep("details", lacking())).toBe("details")
  expect(currentStep("payment", lacking("shipping_method"))).toBe("delivery")
  expect(currentStep("elsewhere", lacking())).toBe("payment")
})

it("calls the steps before the open one done", () => {
  expect(isDone("details", lacking("shipping_method"))).toBe(true)
  expect(isDone("delivery", lacking("shipping_method"))).toBe(false)
})
