import { useLocale, useTranslations } from "next-intl"

import type { Discount, Totals } from "@/lib/api/types"
import { cn } from "@/lib/cn"
import { formatMoney, isZero, negated } from "@/lib/money"

type TotalsListProps = { totals: Totals; discounts: Discount[]; className?: string }

/** What the sum is made of, in the order it is worked out. Every number comes from the API. */
export function TotalsList({ totals, discounts, className }: TotalsListProps) {
  const t = useTranslations("totals")
  const locale = useLocale()
  return (
    <dl data-slot="totals" className={cn("flex flex-col gap-2.5 text-[0.9375rem]", className)}>
      <Row label={t("subtotal")} value={formatMoney(totals.subtotal, locale)} />
      {discounts.map((discount, index) => (
        <Row
          key={`${discount.name}-${String(index)}`}
          label={discount.name}
          value={formatMoney(negated(discount.amount), locale)}
          className="text-success"
        />
      ))}
      <Row label={t("shipping")} value={shippingText()} className={totals.shipping ? "" : "text-faint"} />
      <Row
        label={t("total")}
        value={formatMoney(totals.total, locale)}
        className="mt-1.5 items-baseline border-t border-line pt-3.5 text-lg font-semibold"
      />
      {totals.tax && !isZero(totals.tax) && (
        <Row
          label={t("taxIncluded")}
          value={formatMoney(totals.tax, locale)}
          className="text-sm text-faint"
        />
      )}
    </dl>
  )

  function shippingText(): string {
    if (!totals.shipping) return t("shippingLater")
    return isZero(totals.shipping) ? t("shippingFree") : formatMoney(totals.shipping, locale)
  }
}

function Row({ label, value, className }: { label: string; value: string; className?: string }) {
  return (
    <div className={cn("flex justify-between gap-6", className)}>
      <dt>{label}</dt>
      <dd className="shrink-0 tabular-nums">{value}</dd>
    </div>
  )
}
