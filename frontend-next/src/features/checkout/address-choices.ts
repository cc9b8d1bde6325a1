import { addressValues } from "@/features/checkout/schema"
import type { Address, AddressBook, Checkout } from "@/lib/api/types"

export type AddressChoice = { id: string; address: Address }

/** What a signed-in customer may pick from: the book, and where the newest order went if it is not in there. */
export function addressChoices(book: AddressBook | null, countries: { code: string }[]): AddressChoice[] {
  if (!book) return []
  const saved = book.results.map(({ id, address }) => ({ id, address }))
  const last = book.last_shipping_address
  const isNew = last && !saved.some(({ address }) => isSame(address, last))
  const choices = isNew ? [{ id: "last", address: last }, ...saved] : saved
  return choices.filter(({ address }) => countries.some(({ code }) => code === address.country))
}

/** What the form starts with: what was said in this checkout, else the usual addresses, else the last ones. */
export function startValues(
  { email, shipping_address: shipping, billing_address: billing }: Checkout,
  book: AddressBook | null,
  choices: AddressChoice[],
): Record<string, string> {
  const start = {
    shipping: shipping ?? usual(book, choices),
    billing: shipping ? billing : usualBilling(book),
  }
  return {
    ...(email && { email }),
    ...addressValues("shipping_address", start.shipping),
    ...addressValues("billing_address", start.billing),
  }
}

/** The choice that the form shows, as far as one of them is exactly that. */
export function chosenId(values: Record<string, string>, choices: AddressChoice[]): string | undefined {
  return choices.find(({ address }) =>
    Object.entries(address).every(([name, value]) => (values[`shipping_address.${name}`] ?? "") === value),
  )?.id
}

function usual(book: AddressBook | null, choices: AddressChoice[]): Address | null {
  const preferred = book?.results.find(({ is_default_for_shipping: isUsual }) => isUsual)?.id ?? "last"
  const choice = choices.find(({ id }) => id === preferred)
  const last = book?.last_shipping_address
  return choice?.address ?? choices.find(({ address }) => last && isSame(address, last))?.address ?? null
}

function usualBilling(book: AddressBook | null): Address | null {
  const preferred = book?.results.find(({ is_default_for_billing: isUsual }) => isUsual)
  return preferred?.address ?? book?.last_billing_address ?? null
}

/** A telephone number is written in many ways, so it does not make an address another one. */
function isSame(one: Address, other: Address): boolean {
  const names = Object.keys(one) as (keyof Address)[]
  return names.every((name) => name === "phone" || one[name] === other[name])
}
