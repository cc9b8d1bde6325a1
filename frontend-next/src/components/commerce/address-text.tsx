import type { Address } from "@/lib/api/types"

/** An address as it is written on a parcel, left to right whatever the page's direction. */
export function AddressText({ address, countryName }: { address: Address; countryName: string }) {
  const lines = [
    `${address.first_name} ${address.last_name}`,
    address.company,
    address.line1,
    address.line2,
    `${address.postcode} ${address.city}`.trim(),
    address.region,
    countryName,
  ]
  return (
    <address data-slot="address" className="not-italic">
      {lines.filter(Boolean).map((line) => (
        <span key={line} className="block">
          <bdi>{line}</bdi>
        </span>
      ))}
    </address>
  )
}
