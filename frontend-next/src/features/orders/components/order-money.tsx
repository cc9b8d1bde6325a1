import { useLocale, useTranslations } from "next-intl"

import { moneyOf } from "@/features/orders/order-money"
import type { Order } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

/** What of the sum is paid, due and given back; nothing while none of it is. */
export function OrderMoney({ order }: { order: Order }) {
  const t = useTranslations("orders")
  const locale = useLocale()
  const { paid, refunded, due } = moneyOf(order)
  if (!paid && !refunded && !due) return null
  return (
    <dl data-slot="order-money" className="mt-3.5 flex flex-col gap-2.5 border-t border-line pt-3.5">
      {Object.entries({ paid, refunded, due }).map(
        ([name, money]) =>
          money && (
            <div key={name} className="flex justify-between gap-6">
              <dt>{t(name as "paid" | "refunded" | "due")}</dt>
              <dd className="tabular-nums">{formatMoney(money, locale)}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
