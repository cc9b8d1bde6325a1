import { act, renderHook } from "@testing-library/react"
import { NextIntlClientProvider } from "next-intl"
import { startTransition } from "react"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { beginPayment, followPayment } from "@/features/payment/actions"
import type { Driver } from "@/features/payment/driver"
import type { Snapshot } from "@/features/payment/snapshot"
import { usePayment } from "@/features/payment/use-payment"
import type { PaymentMethod } from "@/lib/api/types"
import messages from "../../../messages/en.json"

vi.mock("@/features/payment/actions", () => ({ beginPayment: vi.fn(), followPayment: vi.fn() }))

const CARD = { code: "stripe", script: "stripe" } as PaymentMethod
const PENDING: Snapshot = {
  id: "com_1",
  state: "open",
  orderNumber: "R-1",
  amount: { amount: "44.90", currency: "EUR" },
  expiresAt: "2026-11-29T12:00:00Z",
  returnUrl: "https://shop.example/en/checkout/payments/com_1",
  reason: "",
  isPayable: true,
  isForOrder: false,
  step: null,
}
const next = { url: null, text: "", reference: "", client: { client_secret: "pi_1_secret" } }
const WAITING = { ...PENDING, step: { method: "stripe", next } } as Snapshot

const driver = { check: vi.fn(), act: vi.fn() } satisfies Driver
const assign = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal("location", { href: window.location.href, assign })
  driver.check.mockResolvedValue(null)
  vi.mocked(beginPayment).mockResolvedValue({ ok: true, payment: PENDING })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.resetAllMocks()
})

async function pay() {
  const { result } = renderHook(() => usePayment([CARD]), {
    wrapper: ({ children }) => (
      <NextIntlClientProvider locale="en" messages={messages}>
        {children}
      </NextIntlClientProvider>
    ),
  })
  result.current.onDriver(driver)
  const form = new FormData()
  form.set("payment_method", "stripe")
  await act(async () => {
    startTransition(() => result.current.action(form))
    await vi.advanceTimersByTimeAsync(30_000)
  })
  return result
}

test("a refused card is refused though the shop began to pay before its provider had answered", async () => {
  vi.mocked(followPayment).mockResolvedValueOnce(PENDING).mockResolvedValue(WAITING)
  driver.act.mockResolvedValue({ message: "Your card has insufficient funds." })

  const result = await pay()

  expect(driver.act).toHaveBeenCalledExactlyOnceWith(next.client, PENDING.returnUrl)
  expect(result.current.refused?.detail).toBe("Your card has insufficient funds.")
  expect(assign).not.toHaveBeenCalled()
})

test("a payment that nobody could begin is no payment on its way", async () => {
  vi.mocked(followPayment).mockResolvedValue(PENDING)

  const result = await pay()

  expect(driver.act).not.toHaveBeenCalled()
  expect(result.current.refused?.detail).toBe(messages.payment.fieldsAway)
  expect(assign).not.toHaveBeenCalled()
})

test("a saved card that was promised at once needs nobody to act", async () => {
  const promised = { ...PENDING, isPayable: false }
  vi.mocked(beginPayment).mockResolvedValue({ ok: true, payment: promised })
  vi.mocked(followPayment).mockResolvedValue(promised)

  await pay()

  expect(driver.act).not.toHaveBeenCalled()
  expect(assign).toHaveBeenCalledOnce()
})
