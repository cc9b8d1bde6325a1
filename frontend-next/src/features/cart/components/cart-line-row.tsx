import { useLocale, useTranslations } from "next-intl"

import { LinePrice, Price } from "@/components/commerce/price"
import { Notice } from "@/components/ui/notice"
import { Picture } from "@/components/ui/picture"
import { LineControls } from "@/features/cart/components/line-controls"
import { Link } from "@/i18n/navigation"
import type { CartLine } from "@/lib/api/types"
import { formatMoney, negated } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

export function CartLineRow({ line }: { line: CartLine }) {
  const t = useTranslations("cart")
  const locale = useLocale()
  const problemText = useProblemText()
  const href = `/products/${line.slug}?variant=${line.variant_id}`
  return (
    <li data-slot="cart-line" className="flex gap-4 border-b border-line py-6 sm:gap-6">
      <div className="size-24 shrink-0 self-start overflow-hidden rounded-xs bg-sunk sm:size-36">
        {line.image && <Picture image={line.image} alt="" sizes="8rem" />}
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex justify-between gap-4">
          <h2 className="font-medium">
            <Link href={href} className="hover:underline hover:underline-offset-4">
              {line.name}
            </Link>
          </h2>
          <p className="shrink-0 text-end font-medium tabular-nums">
            <span className="sr-only">{t("lineTotal")} </span>
            <LinePrice {...line} />
          </p>
        </div>
        <dl className="text-sm text-faint">
          {line.options.map((option) => (
            <div key={option.code} className="flex gap-1.5">
              <dt>{option.name}:</dt>
              <dd>{option.label}</dd>
            </div>
          ))}
        </dl>
        {line.unit_price && (
          <p className="text-sm text-faint">
            <Price price={line.unit_price} compareAt={line.compare_at} /> {t("each")}
          </p>
        )}
        {line.discounts.length > 0 && (
          <ul aria-label={t("lineDiscounts")} className="text-sm text-success">
            {line.discounts.map(({ name, amount }) => (
              <li key={name} className="flex gap-1.5">
                {name} <span className="tabular-nums">{formatMoney(negated(amount), locale)}</span>
              </li>
            ))}
          </ul>
        )}
        {line.problems.map(({ code, detail }) => (
          <Notice key={code} tone="warning" className="py-2.5">
            {problemText({ code, detail, params: { available: line.availability.max_quantity } })}
          </Notice>
        ))}
        <LineControls
          lineId={line.id}
          name={line.name}
          quantity={line.quantity}
          maximum={line.availability.max_quantity}
        />
      </div>
    </li>
  )
}
