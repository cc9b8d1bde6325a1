import { useLocale, useTranslations } from "next-intl"

import { Price } from "@/components/commerce/price"
import type { ProductCard } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

/** What the cheapest variant of a product costs. */
export function FromPrice({ product, currency }: { product: ProductCard; currency: string }) {
  const t = useTranslations("price")
  const locale = useLocale()
  const price = product.prices[currency]
  if (!price) return null
  if (price.from.amount === price.to.amount)
    return <Price price={price.from} compareAt={price.compare_at} lowest={price.lowest_30_days} />
  return <span className="price">{t("from", { amount: formatMoney(price.from, locale) })}</span>
}
