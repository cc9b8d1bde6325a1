import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import { expect, it, vi } from "vitest"

import { DetailsForm } from "@/features/checkout/components/details-form"
import { addressValues } from "@/features/checkout/schema"
import type { Address } from "@/lib/api/types"
import messages from "@messages/en.json"

vi.mock("@/features/checkout/actions", () => ({ saveDetails: vi.fn() }))

const HOME: Address = {
  first_name: "Ada",
  last_name: "Moss",
  company: "",
  line1: "Oranienstraße 12",
  line2: "",
  city: "Berlin",
  region: "",
  postcode: "10999",
  country: "DE",
  phone: "",
}
const CHOICES = [
  { id: "last", address: HOME },
  { id: "a", address: { ...HOME, line1: "Kanal 3", country: "AT" } },
]
const COUNTRIES = [
  { code: "DE", name: "Germany" },
  { code: "AT", name: "Austria" },
]

const form = (choices: typeof CHOICES | null, offersReminders = false) => (
  <NextIntlClientProvider locale="en" messages={messages}>
    <DetailsForm
      countries={COUNTRIES}
      initial={choices ? addressValues("shipping_address", HOME) : {}}
      choices={choices}
      offersReminders={offersReminders}
    />
  </NextIntlClientProvider>
)

const street = () => screen.getByLabelText<HTMLInputElement>("Street and number").value

it("fills in the address that is picked, and lets it be emptied", async () => {
  render(form(CHOICES))
  expect(screen.getByRole("group", { name: "Your addresses" })).toBeDefined()
  expect(street()).toBe("Oranienstraße 12")
  await userEvent.click(screen.getByRole("radio", { name: /Kanal 3/ }))
  expect(street()).toBe("Kanal 3")
  expect(screen.getByLabelText<HTMLSelectElement>("Country").value).toBe("AT")
  await userEvent.click(screen.getByRole("radio", { name: "Another address" }))
  expect(street()).toBe("")
})

it("asks a guest neither to pick nor to save an address", () => {
  render(form(null))
  expect(screen.queryByRole("radio")).toBeNull()
  expect(screen.queryByLabelText("Save this address for the next time")).toBeNull()
  expect(screen.queryByLabelText(messages.checkout.remind)).toBeNull()
})

it("asks a guest for consent to a reminder, which nobody has given before", () => {
  render(form(null, true))
  expect(screen.getByLabelText<HTMLInputElement>(messages.checkout.remind).checked).toBe(false)
})
