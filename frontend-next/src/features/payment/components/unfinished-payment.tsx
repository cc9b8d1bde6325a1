import { useLocale, useTranslations } from "next-intl"

import { Notice } from "@/components/ui/notice"
import { Link } from "@/i18n/navigation"
import type { Completion } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

/** A payment that was begun and not finished, or that became an order after its page was closed. */
export function UnfinishedPayment({ payment }: { payment: Completion }) {
  const t = useTranslations("payment")
  const locale = useLocale()
  const isPlaced = payment.state === "placed"
  return (
    <Notice tone={isPlaced ? "success" : "warning"} data-slot="unfinished-payment">
      <p>
        {isPlaced
          ? t("placedMeanwhile", { number: payment.order_number })
          : t("unfinished", { amount: formatMoney(payment.amount, locale) })}
      </p>
      <Link
        href={`/checkout/payments/${payment.id}`}
        prefetch={false}
        className="link inline-flex min-h-11 items-center font-medium"
      >
        {t(isPlaced ? "toOrder" : "continuePaying")}
      </Link>
    </Notice>
  )
}
