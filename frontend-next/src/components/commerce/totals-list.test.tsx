import { render, screen } from "@testing-library/react"
import { NextIntlClientProvider } from "next-intl"
import { expect, it } from "vitest"

import { LinePrice } from "@/components/commerce/price"
import { TotalsList } from "@/components/commerce/totals-list"
import messages from "@messages/en.json"

const eur = (amount: string) => ({ amount, currency: "EUR" })

const discount = { description: "", voucher_code: null }

const totals = {
  subtotal: eur("40.00"),
  discount: eur("4.00"),
  shipping: eur("1.90"),
  tax: null,
  total: eur("37.90"),
}

function rows(): string[] {
  return screen
    .getAllByRole("term")
    .map((term) => `${term.textContent} ${term.nextElementSibling?.textContent ?? ""}`)
}

function show(delivery: { amount: string; currency: string } | null) {
  const less = delivery && eur("5.00")
  render(
    <NextIntlClientProvider locale="en" messages={messages}>
      <TotalsList
        totals={delivery ? totals : { ...totals, shipping: null, total: eur("36.00") }}
        discounts={[{ ...discount, name: "Ten percent", amount: eur("4.00") }]}
        delivery={delivery}
        deliveryDiscounts={[{ ...discount, name: "Half delivery", amount: less }]}
      />
    </NextIntlClientProvider>,
  )
}

it("shows rows that add up, with what lowers delivery below delivery", () => {
  show(eur("6.90"))

  expect(rows()).toEqual([
    "Subtotal €40.00",
    "Ten percent -€4.00",
    "Delivery €6.90",
    "Half delivery -€5.00",
    "Total €37.90",
  ])
})

it("says of delivery in a cart that it is not known yet", () => {
  show(null)

  expect(rows().slice(2, 4)).toEqual([
    "Delivery worked out at checkout",
    "Half delivery worked out at checkout",
  ])
})

it("names a line's price with and without its discount", () => {
  render(
    <NextIntlClientProvider locale="en" messages={messages}>
      <LinePrice subtotal={eur("1090.00")} discount={eur("163.50")} total={eur("926.50")} />
    </NextIntlClientProvider>,
  )

  expect(screen.getByText("€926.50")).toBeDefined()
  expect(screen.getByText("€1,090.00").tagName).toBe("S")
})
