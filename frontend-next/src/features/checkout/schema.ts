import type { Address } from "@/lib/api/types"
import { textField } from "@/lib/forms"

export type AddressKind = "shipping_address" | "billing_address"

/** Reads one address out of the form. What is empty stays empty: the API says what it needs. */
export function readAddress(form: FormData, kind: AddressKind): Address {
  const field = (name: keyof Address) => textField(form, `${kind}.${name}`)
  return {
    first_name: field("first_name"),
    last_name: field("last_name"),
    company: field("company"),
    line1: field("line1"),
    line2: field("line2"),
    city: field("city"),
    region: field("region"),
    postcode: field("postcode"),
    country: field("country"),
    phone: field("phone"),
  }
}

/** The other way round: what the form starts with. */
export function addressValues(kind: AddressKind, address: Address | null): Record<string, string> {
  return Object.fromEntries(Object.entries(address ?? {}).map(([name, value]) => [`${kind}.${name}`, value]))
}
