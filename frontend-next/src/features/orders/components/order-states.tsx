import { useTranslations } from "next-intl"

import type { Order } from "@/lib/api/types"

/** Where the order, its payment and its goods stand. */
export function OrderStates({ labels }: { labels: Order["state_labels"] }) {
  const t = useTranslations("orders")
  const told = [
    [t("state"), labels.order],
    [t("payment"), labels.payment],
    [t("delivery"), labels.fulfilment],
  ]
  return (
    <dl data-slot="order-states" className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
      {told.map(([name, label]) => (
        <div key={name} className="flex gap-2">
          <dt className="text-faint">{name}</dt>
          <dd className="font-medium">{label}</dd>
        </div>
      ))}
    </dl>
  )
}
