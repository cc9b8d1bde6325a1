import { render, screen } from "@testing-library/react"
import { NextIntlClientProvider } from "next-intl"
import { expect, it } from "vitest"

import { PaymentFact } from "@/features/orders/components/payment-fact"
import type { Order } from "@/lib/api/types"
import messages from "../../../../messages/en.json"

type Payment = Order["payments"][number]

const BANK: Payment = {
  method: "bank-transfer",
  name: "Bank transfer",
  status: "pending",
  state: "due",
  amount: { amount: "12.30", currency: "EUR" },
  next_step: { url: null, text: "Transfer the amount.\nIBAN DE02", reference: "R-7K2M-09XD", client: {} },
  entries: [],
}

function show(payment: Payment, isPart = false) {
  render(
    <NextIntlClientProvider locale="en" messages={messages}>
      <PaymentFact payment={payment} isPart={isPart} />
    </NextIntlClientProvider>,
  )
}

it("tells whom to pay and what to name", () => {
  show(BANK)
  expect(screen.getByText(/IBAN DE02/)).toBeDefined()
  expect(screen.getByText("R-7K2M-09XD")).toBeDefined()
  expect(screen.queryByRole("link")).toBeNull()
})

it("leads to where the payment goes on", () => {
  show({ ...BANK, next_step: { url: "https://pay.example/1", text: "", reference: "", client: {} } })
  expect(screen.getByRole("link", { name: "Pay now" }).getAttribute("href")).toBe("https://pay.example/1")
})

it("asks for nothing when nothing is to be done", () => {
  show({ ...BANK, next_step: null })
  expect(screen.getByText("Bank transfer")).toBeDefined()
  expect(screen.queryByRole("link")).toBeNull()
})

it("says how much of an order is paid so, where it is paid in several ways", () => {
  show(BANK, true)
  expect(screen.getByText("Bank transfer").textContent).toBe("Bank transfer · €12.30")
})
