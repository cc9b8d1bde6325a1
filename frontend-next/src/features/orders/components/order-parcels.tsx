import { useFormatter, useTranslations } from "next-intl"

import type { Order } from "@/lib/api/types"

type Parcel = Order["fulfilments"][number]

/** What is on its way, parcel by parcel. */
export function OrderParcels({ order }: { order: Order }) {
  const t = useTranslations("orders")
  if (order.fulfilments.length === 0) return null
  const names = new Map(order.lines.map((line) => [line.id, line.name]))
  return (
    <section aria-labelledby="order-parcels" data-slot="order-parcels">
      <h2 id="order-parcels" className="mb-4 font-display text-heading">
        {t("parcels")}
      </h2>
      <ol className="flex flex-col gap-4">
        {order.fulfilments.map((parcel, index) => (
          <li key={parcel.id} className="rounded-xs border border-line p-5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-medium">{t("parcel", { number: index + 1 })}</h3>
              <span className="text-sm text-soft">{parcel.state_label}</span>
            </div>
            <ul className="mt-2 text-[0.9375rem]">
              {parcel.lines.map(({ line_id, quantity }) => (
                <li key={line_id}>{t("pieces", { quantity, name: names.get(line_id) ?? "" })}</li>
              ))}
            </ul>
            <Tracking parcel={parcel} />
            <Course parcel={parcel} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What the carrier says, the newest first. */
function Course({ parcel }: { parcel: Parcel }) {
  const format = useFormatter()
  if (parcel.tracking.length === 0) return null
  return (
    <ol data-slot="parcel-course" className="mt-4 flex flex-col gap-2 border-s border-line ps-4 text-sm">
      {parcel.tracking.toReversed().map(({ status, label, place, at }) => (
        <li key={`${at}-${status}`} className="text-faint first:text-ink">
          <span className="font-medium">{label}</span>
          {place && <bdi className="ms-2">{place}</bdi>}
          <time dateTime={at} className="block">
            {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
          </time>
        </li>
      ))}
    </ol>
  )
}

function Tracking({ parcel }: { parcel: Parcel }) {
  const t = useTranslations("orders")
  const format = useFormatter()
  const moment = parcel.delivered_at ?? parcel.shipped_at
  if (!moment) return null
  const day = format.dateTime(new Date(moment), { dateStyle: "long" })
  return (
    <div className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm text-faint">
      <time dateTime={moment}>{t(parcel.delivered_at ? "arrivedOn" : "shippedOn", { date: day })}</time>
      {parcel.carrier && <span>{parcel.carrier}</span>}
      {parcel.tracking_number && <bdi>{parcel.tracking_number}</bdi>}
      {parcel.tracking_url && (
        <a
          href={parcel.tracking_url}
          rel="noopener noreferrer"
          target="_blank"
          className="text-ink underline underline-offset-4"
        >
          {t("track")}
        </a>
      )}
    </div>
  )
}
