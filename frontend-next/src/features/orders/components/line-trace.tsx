import { useLocale, useTranslations } from "next-intl"

import type { PriceTrace } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

/** Why a line costs what it costs, for who wants to know. A price that nothing was added to explains itself. */
export function LineTrace({ trace, quantity }: { trace: PriceTrace | undefined; quantity: number }) {
  const t = useTranslations("orders")
  const locale = useLocale()
  if (!trace || trace.parts.length < 2) return null
  return (
    <details data-slot="line-trace" className="mt-2 text-sm">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-faint underline underline-offset-4">
        {t("whyPrice")}
      </summary>
      <dl className="flex max-w-md flex-col gap-1.5 pb-2">
        {trace.parts.map(({ kind, label, each, amount }, index) => (
          <div key={index} className="flex justify-between gap-4">
            <dt className="text-soft">
              <bdi>{each ? t("whyBase", { quantity, price: formatMoney(each, locale) }) : label}</bdi>
            </dt>
            <dd data-kind={kind} className="shrink-0 tabular-nums">
              {formatMoney(amount, locale)}
            </dd>
          </div>
        ))}
        <div className="flex justify-between gap-4 border-t border-line pt-1.5 font-medium">
          <dt>{t("whyTotal")}</dt>
          <dd className="shrink-0 tabular-nums">{formatMoney(trace.total, locale)}</dd>
        </div>
      </dl>
    </details>
  )
}
