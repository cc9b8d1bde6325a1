import { useFormatter, useTranslations } from "next-intl"

import { AddressText } from "@/components/commerce/address-text"
import { LineSummary } from "@/components/commerce/line-summary"
import { TotalsList } from "@/components/commerce/totals-list"
import type { Channel, Order } from "@/lib/api/types"

type PreparedOrderProps = { order: Order; until: string; countries: Channel["countries"] }

/** What the shop has put together for somebody who has not seen it before, and until when it is kept. */
export function PreparedOrder({ order, until, countries }: PreparedOrderProps) {
  const t = useTranslations("orders")
  const format = useFormatter()
  const moment = format.dateTime(new Date(until), { dateStyle: "long", timeStyle: "short" })
  const { country } = order.shipping_address
  return (
    <section data-slot="prepared-order" aria-labelledby="prepared-lines" className="mb-10">
      <p className="mb-6 text-lead text-soft">{t("prepared", { moment })}</p>
      <h2 id="prepared-lines" className="mb-4 font-display text-heading">
        {t("preparedItems")}
      </h2>
      <ul className="border-t border-line">
        {order.lines.map((line) => (
          <li key={line.id} className="border-b border-line py-4">
            <LineSummary {...line} />
          </li>
        ))}
      </ul>
      <div className="mt-6 grid gap-8 sm:grid-cols-2">
        <div>
          <h3 className="mb-1.5 text-sm font-medium text-faint">{t("shippingAddress")}</h3>
          <AddressText
            address={order.shipping_address}
            countryName={countries.find(({ code }) => code === country)?.name ?? country}
          />
          <h3 className="mt-4 mb-1.5 text-sm font-medium text-faint">{t("delivery")}</h3>
          <p>{order.shipping_method.name}</p>
        </div>
        <TotalsList totals={order.totals} className="rounded-xs bg-sunk p-6" />
      </div>
    </section>
  )
}
