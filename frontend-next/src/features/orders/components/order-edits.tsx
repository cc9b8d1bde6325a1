import { useFormatter, useLocale, useTranslations } from "next-intl"

import type { Order } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

/** What the shop has changed since the order was placed; nothing where it changed nothing. */
export function OrderEdits({ edits }: { edits: Order["edits"] }) {
  const t = useTranslations("orders")
  const format = useFormatter()
  const locale = useLocale()
  if (edits.length === 0) return null
  return (
    <section aria-labelledby="order-edits" data-slot="order-edits">
      <h2 id="order-edits" className="mb-4 font-display text-heading">
        {t("edited")}
      </h2>
      <ol aria-live="polite" className="flex flex-col gap-4 border-s border-edge ps-5">
        {edits.map((edit) => (
          <li key={edit.at}>
            <time dateTime={edit.at} className="text-sm text-faint">
              {format.dateTime(new Date(edit.at), { dateStyle: "long", timeStyle: "short" })}
            </time>
            <ul>
              {edit.changes.map((change) => (
                <li key={change} dir="auto">
                  {change}
                </li>
              ))}
            </ul>
            <p className="text-sm text-soft">
              {t("editedTotal", {
                before: formatMoney(edit.total_before, locale),
                after: formatMoney(edit.total_after, locale),
              })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
