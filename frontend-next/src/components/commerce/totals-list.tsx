import { useLocale, useTranslations } from "next-intl"

import type { Discount, Money, PendingDiscount, Totals } from "@/lib/api/types"
import { cn } from "@/lib/cn"
import { formatMoney, isZero, negated } from "@/lib/money"

type TotalsListProps = {
  totals: Totals
  discounts: Discount[]
  /** What delivery costs before its discounts; null until a method is chosen. */
  delivery: Money | null
  deliveryDiscounts: PendingDiscount[]
  className?: string
}

/** What the sum is made of, in the order it is worked out. Every number comes from the API. */
export function TotalsList(props: TotalsListProps) {
  const { totals, discounts, delivery, deliveryDiscounts, className } = props
  const t = useTranslations("totals")
  const locale = useLocale()
  return (
    <dl data-slot="totals" className={cn("flex flex-col gap-2.5 text-[0.9375rem]", className)}>
      <Row label={t("subtotal")} value={formatMoney(totals.subtotal, locale)} />
      <DiscountRows discounts={discounts} />
      <Row label={t("shipping")} value={deliveryText()} className={delivery ? "" : "text-faint"} />
      <DiscountRows discounts={deliveryDiscounts} />
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

  function deliveryText(): string {
    if (!delivery) return t("shippingLater")
    return isZero(delivery) ? t("shippingFree") : formatMoney(delivery, locale)
  }
}

function DiscountRows({ discounts }: { discounts: PendingDiscount[] }) {
  const t = useTranslations("totals")
  const locale = useLocale()
  return discounts.map(({ name, amount }, index) => (
    <Row
      key={`${name}-${String(index)}`}
      label={name}
      value={amount ? formatMoney(negated(amount), locale) : t("shippingLater")}
      className="text-success"
    />
  ))
}

function Row({ label, value, className }: { label: string; value: string; className?: string }) {
  return (
    <div className={cn("flex justify-between gap-6", className)}>
      <dt>{label}</dt>
      <dd className="shrink-0 tabular-nums">{value}</dd>
    </div>
  )
}
