import { useFormatter, useTranslations } from "next-intl"

import type { Order } from "@/lib/api/types"

export function OrderHistory({ history }: { history: Order["history"] }) {
  const t = useTranslations("orders")
  const format = useFormatter()
  if (history.length === 0) return null
  return (
    <section aria-labelledby="order-history" data-slot="order-history">
      <h2 id="order-history" className="mb-4 font-display text-heading">
        {t("history")}
      </h2>
      <ol aria-live="polite" className="flex flex-col gap-4 border-s border-edge ps-5">
        {history.map(({ status, label, at }) => (
          <li key={`${status}-${at}`} className="relative">
            <span
              aria-hidden="true"
              className="absolute -start-[1.5625rem] top-1.5 size-2.5 rounded-full bg-moss"
            />
            <p className="font-medium">{label}</p>
            <time dateTime={at} className="text-sm text-faint">
              {format.dateTime(new Date(at), { dateStyle: "long", timeStyle: "short" })}
            </time>
          </li>
        ))}
      </ol>
    </section>
  )
}
