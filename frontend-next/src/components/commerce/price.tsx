import { useLocale, useTranslations } from "next-intl"

import type { Money, PriceSpan } from "@/lib/api/types"
import { cn } from "@/lib/cn"
import { formatMoney, isZero } from "@/lib/money"

type PriceProps = { price: Money; compareAt?: Money | null | undefined; isFrom?: boolean; className?: string }

/** A price, and beside it the one it replaces. Both are named, because a line through a number says nothing aloud. */
export function Price({ price, compareAt, isFrom = false, className }: PriceProps) {
  const t = useTranslations("price")
  const locale = useLocale()
  const amount = formatMoney(price, locale)
  return (
    <span
      data-slot="price"
      className={cn("inline-flex flex-wrap items-baseline gap-x-2 tabular-nums", className)}
    >
      <span className={cn(compareAt && "text-rust")}>
        {compareAt && <span className="sr-only">{t("now")} </span>}
        {isFrom ? t("from", { amount }) : amount}
      </span>
      {compareAt && (
        <span className="text-[0.9em] text-faint">
          <span className="sr-only">{t("before")} </span>
          <s>{formatMoney(compareAt, locale)}</s>
        </span>
      )}
    </span>
  )
}

/** What a line costs, and beside it what it would cost without its discounts. */
export function LinePrice(line: { subtotal: Money; discount: Money; total: Money }) {
  return <Price price={line.total} compareAt={isZero(line.discount) ? null : line.subtotal} />
}

/** The price of a product whose variants may cost differently; nothing when it is not sold in this currency. */
export function RangePrice({ range, className }: { range: PriceSpan | undefined; className?: string }) {
  if (!range) return null
  const isFrom = range.from.amount !== range.to.amount
  return <Price price={range.from} compareAt={range.compare_at} isFrom={isFrom} className={className} />
}
