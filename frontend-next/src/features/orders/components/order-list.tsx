import { useFormatter, useLocale, useTranslations } from "next-intl"

import { Link } from "@/i18n/navigation"
import type { Order } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

export function OrderList({ orders }: { orders: Order[] }) {
  const t = useTranslations("orders")
  const format = useFormatter()
  const locale = useLocale()
  if (orders.length === 0) return <p className="text-soft">{t("none")}</p>
  return (
    <ul data-slot="order-list" className="border-t border-line">
      {orders.map((order) => (
        <li
          key={order.id}
          className="relative flex flex-wrap items-baseline gap-x-6 gap-y-1 border-b border-line py-5"
        >
          <Link
            href={`/orders/${order.number}`}
            className="font-medium after:absolute after:inset-0 hover:underline"
          >
            <bdi>{order.number}</bdi>
          </Link>
          <time dateTime={order.placed_at} className="text-soft">
            {format.dateTime(new Date(order.placed_at), { dateStyle: "long" })}
          </time>
          <OrderSummary order={order} />
          <span className="ms-auto tabular-nums">{formatMoney(order.totals.total, locale)}</span>
        </li>
      ))}
    </ul>
  )
}

/** A closed order says so; of an open one the payment and the goods are told. */
function OrderSummary({ order: { states, state_labels } }: { order: Order }) {
  const told =
    states.order === "open" ? [state_labels.payment, state_labels.fulfilment] : [state_labels.order]
  return <span className="text-soft">{told.join(" · ")}</span>
}
