import { useLocale, useTranslations } from "next-intl"

import type { CheckoutChange } from "@/features/payment/changes"
import { formatMoney } from "@/lib/money"
import { useProblemText } from "@/lib/problem-text"

/** What differs from what was on the screen: old beside new, or the reason why something is not possible. */
export function ChangeList({ changes }: { changes: CheckoutChange[] }) {
  const t = useTranslations("payment.changes")
  if (changes.length === 0) return null
  return (
    <ul data-slot="changes" className="mt-2 flex flex-col gap-1.5">
      {changes.map((change, index) => (
        <li key={`${change.kind}-${String(index)}`}>
          {t(change.kind, { name: change.name })}
          <ChangeText change={change} />
        </li>
      ))}
    </ul>
  )
}

function ChangeText({ change: { kind, before, after } }: { change: CheckoutChange }) {
  if (kind === "address") return null
  if (kind === "voucher" || kind === "availability") return <Reason code={after} />
  return (
    <>
      :{" "}
      <s className="text-faint">
        <Value value={before} />
      </s>{" "}
      <strong className="font-semibold">
        <Value value={after} />
      </strong>
    </>
  )
}

function Reason({ code }: { code: CheckoutChange["after"] }) {
  const t = useTranslations("payment.changes")
  const problemText = useProblemText()
  if (typeof code !== "string") return <>: {t("fine")}</>
  if (code === "insufficient_stock") return <>: {t("notEnough")}</>
  return <>: {code === "not_combinable" ? t("notCombinable") : problemText({ code, detail: "" })}</>
}

function Value({ value }: { value: CheckoutChange["before"] }) {
  const t = useTranslations("payment.changes")
  const locale = useLocale()
  if (value === null) return t("nothing")
  return typeof value === "string" ? value : formatMoney(value, locale)
}
