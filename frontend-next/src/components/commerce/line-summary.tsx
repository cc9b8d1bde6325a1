import { useTranslations } from "next-intl"

import { LinePrice } from "@/components/commerce/price"
import { Picture } from "@/components/ui/picture"
import type { Image, Money } from "@/lib/api/types"

type LineSummaryProps = {
  name: string
  image: Image | null
  options: { code: string; label: string }[]
  quantity: number
  subtotal: Money
  discount: Money
  total: Money
}

/** A line of a cart or an order where it can no longer be changed. */
export function LineSummary({ name, image, options, quantity, ...prices }: LineSummaryProps) {
  const t = useTranslations("cart")
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
        <p className="shrink-0 text-end">
          <LinePrice {...prices} />
        </p>
      </div>
    </div>
  )
}
