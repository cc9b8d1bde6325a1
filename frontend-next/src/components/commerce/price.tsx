import { useLocale, useTranslations } from "next-intl"

import { PriceText } from "@/components/commerce/price-text"
import type { Money } from "@/lib/api/types"
import { formatMoney, isZero } from "@/lib/money"

type PriceProps = {
  price: Money
  compareAt?: Money | null | undefined
  lowest?: Money | null | undefined
  className?: string
}

export function Price({ price, compareAt, lowest, className }: PriceProps) {
  const t = useTranslations("price")
  const locale = useLocale()
  const replaced = compareAt && {
    replaced: formatMoney(compareAt, locale),
    now: t("now"),
    before: t("before"),
    ...(lowest && { lowest: t("lowest", { amount: formatMoney(lowest, locale) }) }),
  }
  return <PriceText amount={formatMoney(price, locale)} className={className} {...replaced} />
}

/** What a line costs, and beside it what it would cost without its discounts. */
export function LinePrice(line: { subtotal: Money; discount: Money; total: Money }) {
  return <Price price={line.total} compareAt={isZero(line.discount) ? null : line.subtotal} />
}
