import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import { expect, it, vi } from "vitest"

import { BalanceForm } from "@/features/payment/components/balance-form"
import messages from "@messages/en.json"

const askBalance = vi.hoisted(() => vi.fn())
vi.mock("@/features/payment/gift-card-actions", () => ({ askBalance }))

async function ask(code: string) {
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <BalanceForm />
    </NextIntlClientProvider>,
  )
  await userEvent.type(screen.getByRole("textbox"), code)
  await userEvent.click(screen.getByRole("button"))
}

it("says what is left, and until when", async () => {
  askBalance.mockResolvedValue({
    ok: true,
    balance: { amount: "37.50", currency: "EUR" },
    expires_at: "2030-01-01T00:00:00Z",
    last_four: "HBZ5",
  })
  await ask("7K2M-09XD-Q4T1-HBZ5")
  expect(await screen.findByText("€37.50")).toBeDefined()
  expect(screen.getByText("Gift card ending in HBZ5")).toBeDefined()
  expect(screen.getByText("Valid until January 1, 2030")).toBeDefined()
})

it("keeps a code that nobody knows, and says so beside it", async () => {
  const values = { code: "7K2M" }
  askBalance.mockResolvedValue({
    ok: false,
    code: "gift_card_not_found",
    detail: "",
    params: {},
    fields: {},
    values,
  })
  await ask("7K2M")
  expect(await screen.findByText(/no gift card with this code/)).toBeDefined()
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("7K2M")
})
