import type { Address, PickupPoint } from "@/lib/api/types"

type PointTextProps = {
  point: Pick<PickupPoint, "name" | "street" | "postcode" | "city">
  /** Whose parcel it is, where that is not said elsewhere. */
  of?: Pick<Address, "first_name" | "last_name">
}

/** Where a parcel waits, in the lines of an address. */
export function PointText({ point, of }: PointTextProps) {
  const lines = [
    of && `${of.first_name} ${of.last_name}`,
    point.name,
    point.street,
    `${point.postcode} ${point.city}`,
  ]
  return (
    <address data-slot="pickup-point" className="not-italic">
      {lines.filter(Boolean).map((line) => (
        <span key={line} className="block">
          <bdi>{line}</bdi>
        </span>
      ))}
    </address>
  )
}
