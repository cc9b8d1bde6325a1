import { afterEach, expect, test, vi } from "vitest"

import { payIn, razorpayFrom } from "@/features/payment/razorpay/window"

type Options = Record<string, unknown> & { handler: () => void; modal: { ondismiss: () => void } }

/** Razorpay's constructor as the page sees it; `fails` and `options` are what a customer and the page have done. */
class Window {
  static last: Window
  fails: (failure: { error: { description?: string } }) => void = () => undefined
  isOpen = false
  constructor(readonly options: Options) {
    Window.last = this
  }
  on(_event: "payment.failed", told: Window["fails"]) {
    this.fails = told
  }
  open() {
    this.isOpen = true
  }
}

const STEP = {
  provider: "razorpay",
  key_id: "rzp_test_1",
  order_id: "order_1",
  amount: "4490",
  currency: "EUR",
}

afterEach(() => {
  vi.unstubAllGlobals()
  document.head.replaceChildren()
})

test("asks for what the shop has asked for, and says nothing of what was paid", async () => {
  const paying = payIn(Window, STEP)
  const { options, isOpen } = Window.last
  expect(options).toMatchObject({ key: "rzp_test_1", order_id: "order_1", amount: 4490, currency: "EUR" })
  expect(isOpen).toBe(true)
  options.handler()
  expect(await paying).toBeNull()
})

test("who closes the window reads why the last try did not work", async () => {
  const paying = payIn(Window, STEP)
  Window.last.fails({ error: { description: "Declined by the bank." } })
  Window.last.options.modal.ondismiss()
  expect(await paying).toEqual({ message: "Declined by the bank." })
})

test("a script that is blocked is none, and is asked for again the next time", async () => {
  window.history.replaceState(null, "", "/en/checkout")
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([])
  for (let tries = 0; tries < 2; tries += 1) {
    const found = razorpayFrom("http://localhost:8440/v1/checkout.js")
    await Promise.resolve()
    document.head.querySelector("script")?.dispatchEvent(new Event("error"))
    expect(await found).toBeNull()
  }
  vi.stubGlobal("Razorpay", Window)
  expect(await razorpayFrom(undefined)).toBe(Window)
})
