import { render, screen } from "@testing-library/react"
import { NextIntlClientProvider } from "next-intl"
import { expect, it } from "vitest"

import { LinePrice } from "@/components/commerce/price"
import { TotalsList } from "@/components/commerce/totals-list"
import type { PendingDiscount, Totals } from "@/lib/api/types"
import messages from "@messages/en.json"

const eur = (amount: string) => ({ amount, currency: "EUR" })

const line = (kind: string, label: string, amount: string, said: object = {}) => ({
  ...{ kind, label, amount: eur(amount), tax: null, source: "", message: "", hint: "" },
  ...said,
})

const goods = [line("goods", "Goods", "40.00"), line("discount", "Ten percent", "-4.00")]

const totals = {
  subtotal: eur("40.00"),
  discount: eur("4.00"),
  shipping: eur("1.90"),
  tax: null,
  total: eur("43.40"),
  prices_include_tax: true,
  taxes: [] as Totals["taxes"],
  lines: [
    ...goods,
    line("shipping", "Standard", "6.90"),
    line("shipping_discount", "Half delivery", "-5.00"),
    line("gift_wrap", "Gift wrapping", "3.50", { message: "For you" }),
    line("fee_of_tomorrow", "Small fee", "2.00", { hint: "Add more." }),
  ],
}

function rows(): string[] {
  return screen
    .getAllByRole("term")
    .map((term) => `${term.textContent} ${term.nextElementSibling?.textContent ?? ""}`)
}

function show(shown: Totals, pending: PendingDiscount[] = []) {
  render(
    <NextIntlClientProvider locale="en" messages={messages}>
      <TotalsList totals={shown} pendingDiscounts={pending} />
    </NextIntlClientProvider>,
  )
}

it("shows rows that add up, whatever kinds of lines there are", () => {
  show(totals)

  expect(rows()).toEqual([
    "Subtotal €40.00",
    "Ten percent -€4.00",
    "Delivery €6.90",
    "Half delivery -€5.00",
    "Gift wrappingFor you €3.50",
    "Small feeAdd more. €2.00",
    "Total €43.40",
  ])
})

it("says of delivery in a cart that it is not known yet", () => {
  show({ ...totals, shipping: null, total: eur("36.00"), lines: goods }, [
    { name: "Half delivery", description: "", amount: null, voucher_code: null },
  ])

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

const rate = (label: string, percentage: string, amount: string) => ({
  ...{ label, percentage, country: "DE", net: eur("0.00"), tax: eur(amount), gross: eur("0.00") },
})

it("tells what the total contains of each rate, and why it contains none", () => {
  show({ ...totals, taxes: [rate("VAT", "19", "6.39"), rate("VAT", "5.5", "0.70")] })

  expect(rows().slice(-3)).toEqual(["Total €43.40", "Includes 19% VAT €6.39", "Includes 5.5% VAT €0.70"])
})

it("shows net prices with their taxes as lines of the sum", () => {
  show({
    ...totals,
    lines: [...goods, line("tax", "VAT 19 %", "6.84")],
    prices_include_tax: false,
    taxes: [rate("VAT", "19", "6.84"), rate("Reverse charge", "0", "0.00")],
  })

  expect(rows()).toContain("Subtotal without tax €40.00")
  expect(rows().filter((row) => row.includes("VAT"))).toEqual(["VAT 19 % €6.84"])
  expect(rows().at(-1)).toBe("Reverse charge €0.00")
})
