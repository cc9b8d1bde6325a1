import { useLocale, useTranslations } from "next-intl"

import type { CheckoutChange } from "@/features/checkout/changes"
import { formatMoney } from "@/lib/money"

/** What differs from what was on the screen, old beside new. */
export function ChangeList({ changes }: { changes: CheckoutChange[] }) {
  const t = useTranslations("checkout")
  const locale = useLocale()
  const text = (value: CheckoutChange["before"]) => {
    if (value === null) return t("changes.nothing")
    return typeof value === "string" ? value : formatMoney(value, locale)
  }
  if (changes.length === 0) return null
  return (
    <ul data-slot="changes" className="mt-2 flex flex-col gap-1.5">
      {changes.map((change, index) => (
        <li key={`${change.kind}-${String(index)}`}>
          {t(`changes.${change.kind}`, { name: change.name })}:{" "}
          <s className="text-faint">{text(change.before)}</s>{" "}
          <strong className="font-semibold">{text(change.after)}</strong>
        </li>
      ))}
    </ul>
  )
}
