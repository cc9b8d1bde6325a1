import type { PickupPoint } from "@/lib/api/types"

/** Where a parcel waits, in the lines of an address. */
export function PointText({ point }: { point: Pick<PickupPoint, "name" | "street" | "postcode" | "city"> }) {
  return (
    <address data-slot="pickup-point" className="not-italic">
      {[point.name, point.street, `${point.postcode} ${point.city}`].map((line) => (
        <span key={line} className="block">
          <bdi>{line}</bdi>
        </span>
      ))}
    </address>
  )
}
