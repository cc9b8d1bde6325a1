import { useLocale, useTranslations } from "next-intl"

import type { Order } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

type PaymentFactProps = {
  payment: Order["payments"][number]
  /** The order is paid in several ways, each of which says how much. */
  isPart: boolean
}

/** How the order is paid, and what the customer still has to do for it. */
export function PaymentFact({ payment, isPart }: PaymentFactProps) {
  const locale = useLocale()
  const t = useTranslations("orders")
  const step = payment.next_step
  return (
    <div data-slot="payment">
      <p>
        {payment.name}
        {isPart && <span className="tabular-nums"> · {formatMoney(payment.amount, locale)}</span>}
      </p>
      {step?.text && (
        <p dir="auto" className="mt-1.5 text-sm whitespace-pre-line">
          {step.text}
        </p>
      )}
      {step?.reference && (
        <p className="mt-1.5 text-sm">
          {t("paymentReference")} <bdi className="font-medium">{step.reference}</bdi>
        </p>
      )}
      {step?.url && (
        <a href={step.url} className="mt-1.5 inline-flex min-h-8 items-center underline">
          {t("payNow")}
        </a>
      )}
    </div>
  )
}
