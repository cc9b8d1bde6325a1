import { useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"

import type { PendingDiscount, TotalLine, Totals } from "@/lib/api/types"
import { cn } from "@/lib/cn"
import { formatMoney, isZero } from "@/lib/money"

type TotalsListProps = {
  totals: Totals
  /** What will lower the price of delivery, in a cart that does not know it yet. */
  pendingDiscounts?: PendingDiscount[]
  className?: string
}

const OF_GOODS = ["goods", "discount"]

/**
 * What the sum is made of, in the order it is worked out. Every number comes from the API; a kind of line that is not
 * known here is shown by its label.
 */
export function TotalsList({ totals, pendingDiscounts = [], className }: TotalsListProps) {
  const t = useTranslations("totals")
  const locale = useLocale()
  const goods = totals.lines.filter(({ kind }) => OF_GOODS.includes(kind))
  const others = totals.lines.filter(({ kind }) => !OF_GOODS.includes(kind))
  return (
    <dl data-slot="totals" className={cn("flex flex-col gap-2.5 text-[0.9375rem]", className)}>
      <LineRows lines={goods} isNet={!totals.prices_include_tax} />
      {!totals.shipping && (
        <>
          <Row label={t("shipping")} value={t("shippingLater")} className="text-faint" />
          {pendingDiscounts.map(({ name }) => (
            <Row key={name} label={name} value={t("shippingLater")} className="text-success" />
          ))}
        </>
      )}
      <LineRows lines={others} />
      <Row
        label={t("total")}
        value={formatMoney(totals.total, locale)}
        className="mt-1.5 items-baseline border-t border-line pt-3.5 text-lg font-semibold"
      />
      <TaxRows totals={totals} />
    </dl>
  )
}

/** What the total contains of each rate, and why it contains none; taxes on top of net prices are lines already. */
function TaxRows({ totals }: { totals: Totals }) {
  const t = useTranslations("totals")
  const locale = useLocale()
  const told = totals.taxes.filter(({ percentage }) => percentage === "0" || totals.prices_include_tax)
  return told.map(({ label, percentage, country, tax }) => (
    <Row
      key={`${country}-${label}-${percentage}`}
      label={
        percentage === "0"
          ? label
          : t("taxIncludes", { label, percentage: formatPercentage(percentage, locale) })
      }
      value={formatMoney(tax, locale)}
      className="text-sm text-faint"
    />
  ))
}

function formatPercentage(percentage: string, locale: string): string {
  const style = { style: "percent", maximumFractionDigits: 4 } as const
  return new Intl.NumberFormat(locale, style).format(Number(percentage) / 100)
}

function LineRows({ lines, isNet = false }: { lines: TotalLine[]; isNet?: boolean }) {
  const t = useTranslations("totals")
  const locale = useLocale()
  return lines.map((line, index) => {
    const isFree = line.kind === "shipping" && isZero(line.amount)
    return (
      <Row
        key={`${line.kind}-${String(index)}`}
        label={<LineLabel line={line} isNet={isNet} />}
        value={isFree ? t("shippingFree") : formatMoney(line.amount, locale)}
        className={line.amount.amount.startsWith("-") ? "text-success" : ""}
      />
    )
  })
}

function LineLabel({ line, isNet }: { line: TotalLine; isNet: boolean }) {
  const t = useTranslations("totals")
  if (line.kind === "goods") return isNet ? t("subtotalNet") : t("subtotal")
  if (line.kind === "shipping") return t("shipping")
  return (
    <>
      {line.label}
      {line.message && (
        <q dir="auto" className="block text-sm break-words whitespace-pre-line text-faint">
          {line.message}
        </q>
      )}
      {line.hint && <span className="block text-sm text-faint">{line.hint}</span>}
    </>
  )
}

function Row({ label, value, className }: { label: ReactNode; value: string; className?: string }) {
  return (
    <div className={cn("flex justify-between gap-6", className)}>
      <dt className="min-w-0">{label}</dt>
      <dd className="shrink-0 tabular-nums">{value}</dd>
    </div>
  )
}
