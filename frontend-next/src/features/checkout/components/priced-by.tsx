import { useTranslations } from "next-intl"

import type { ShippingMethod } from "@/lib/api/types"
import { isZero } from "@/lib/money"

/** Whose price it is, where a carrier was to say it; nothing for the shop's own, and where it is free. */
export function PricedBy({ method }: { method: ShippingMethod }) {
  const t = useTranslations("checkout.pricedBy")
  const { price_source: source } = method
  if (source === "standing" || isZero(method.price)) return null
  return (
    <span data-slot="priced-by" className="block">
      {t(source)}
    </span>
  )
}
