import { expect, it } from "vitest"

import { addressChoices, chosenId, startValues } from "@/features/checkout/address-choices"
import type { Address, AddressBook, Checkout } from "@/lib/api/types"

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
  phone: "030 1",
}
const OFFICE: Address = { ...HOME, line1: "Kanal 3" }
const ABROAD: Address = { ...HOME, country: "JP" }
const COUNTRIES = [{ code: "DE" }]

const saved = (id: string, address: Address, isUsual = false) => ({
  id,
  address,
  is_default_for_shipping: isUsual,
  is_default_for_billing: false,
})

const bookOf = (book: Partial<AddressBook>): AddressBook => ({
  results: [],
  last_shipping_address: null,
  last_billing_address: null,
  ...book,
})

const untouched = { email: "ada@example.com", shipping_address: null, billing_address: null } as Checkout

function start(book: AddressBook | null, checkout: Checkout = untouched) {
  const choices = addressChoices(book, COUNTRIES)
  const values = startValues(checkout, book, choices)
  return { ids: choices.map(({ id }) => id), values, chosen: chosenId(values, choices) }
}

it("starts empty for a guest and for a first order", () => {
  expect(start(null)).toEqual({ ids: [], values: { email: "ada@example.com" }, chosen: undefined })
  expect(start(bookOf({})).values).toEqual({ email: "ada@example.com" })
})

it("offers where the newest order went, also when it was not saved", () => {
  const { ids, values, chosen } = start(
    bookOf({ last_shipping_address: HOME, last_billing_address: OFFICE, results: [saved("a", OFFICE)] }),
  )
  expect(ids).toEqual(["last", "a"])
  expect(chosen).toBe("last")
  expect(values["shipping_address.line1"]).toBe(HOME.line1)
  expect(values["billing_address.line1"]).toBe(OFFICE.line1)
})

it("does not offer a saved address twice because its number is written differently", () => {
  const last = { ...HOME, phone: "+49301" }
  const { ids, chosen } = start(bookOf({ last_shipping_address: last, results: [saved("a", HOME)] }))
  expect(ids).toEqual(["a"])
  expect(chosen).toBe("a")
})

it("prefers the usual address, and what was said in this checkout to both", () => {
  const book = bookOf({ last_shipping_address: HOME, results: [saved("a", OFFICE, true)] })
  expect(start(book).chosen).toBe("a")
  const said = { ...untouched, shipping_address: HOME }
  expect(start(book, said).chosen).toBe("last")
})

it("leaves out where this shop does not deliver", () => {
  const { ids, chosen } = start(
    bookOf({ last_shipping_address: ABROAD, results: [saved("a", ABROAD, true)] }),
  )
  expect([ids, chosen]).toEqual([[], undefined])
})
