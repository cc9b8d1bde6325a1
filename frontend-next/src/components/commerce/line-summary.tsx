import { useLocale, useTranslations } from "next-intl"

import { Picture } from "@/components/ui/picture"
import type { Image, Money } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

type LineSummaryProps = {
  name: string
  image: Image | null
  options: { code: string; label: string }[]
  quantity: number
  total: Money
}

/** A line of a cart or an order where it can no longer be changed. */
export function LineSummary({ name, image, options, quantity, total }: LineSummaryProps) {
  const t = useTranslations("cart")
  const locale = useLocale()
  return (
    <div data-slot="line-summary" className="flex gap-4">
      <div className="size-18 shrink-0 overflow-hidden rounded-xs bg-sunk">
        {image && <Picture image={image} alt="" sizes="4rem" />}
      </div>
      <div className="flex min-w-0 flex-1 justify-between gap-4 text-[0.9375rem]">
        <div>
          <p className="font-medium">{name}</p>
          <p className="text-sm text-faint">{options.map((option) => option.label).join(", ")}</p>
          <p className="text-sm text-faint">{t("quantityOf", { quantity })}</p>
        </div>
        <p className="shrink-0 tabular-nums">{formatMoney(total, locale)}</p>
      </div>
    </div>
  )
}
