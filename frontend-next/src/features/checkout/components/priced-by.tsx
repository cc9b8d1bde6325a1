import { useTranslations } from "next-intl"

import type { ShippingMethod } from "@/lib/api/types"

/** Whose price it is, where a carrier was to say it; nothing for the shop's own. */
export function PricedBy({ method }: { method: ShippingMethod }) {
  const t = useTranslations("checkout.pricedBy")
  const { price_source: source } = method
  if (source === "standing") return null
  return (
    <span data-slot="priced-by" className="block">
      {t(source)}
    </span>
  )
}
