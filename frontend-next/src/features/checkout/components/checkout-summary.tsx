import { useLocale, useTranslations } from "next-intl"

import { LineSummary } from "@/components/commerce/line-summary"
import { TotalsList } from "@/components/commerce/totals-list"
import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"
import type { Checkout } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

/** What is being bought: beside the steps, or folded above them on a small screen. */
export function CheckoutSummary({ checkout }: { checkout: Checkout }) {
  const t = useTranslations("checkout")
  const locale = useLocale()
  return (
    <>
      <details
        data-slot="checkout-summary-folded"
        className="group order-first rounded-xs bg-sunk px-5 lg:hidden"
      >
        <summary className="flex min-h-14 cursor-pointer list-none items-center gap-2">
          <h2 className="font-medium">{t("yourOrder")}</h2>
          <Icon name="chevron" className="size-4 transition-transform group-open:rotate-180" />
          <span className="ms-auto font-semibold tabular-nums">
            {formatMoney(checkout.totals.total, locale)}
          </span>
        </summary>
        <SummaryContent checkout={checkout} />
      </details>
      <section
        aria-labelledby="order-summary"
        data-slot="checkout-summary"
        className="hidden flex-col rounded-xs bg-sunk px-6 pt-4 lg:sticky lg:top-28 lg:flex"
      >
        <h2 id="order-summary" className="mb-4 font-display text-heading">
          {t("yourOrder")}
        </h2>
        <SummaryContent checkout={checkout} />
      </section>
    </>
  )
}

function SummaryContent({ checkout }: { checkout: Checkout }) {
  const t = useTranslations("checkout")
  return (
    <div className="flex flex-col gap-6 pb-6">
      <ul className="flex flex-col gap-4">
        {checkout.cart.lines.map((line) => (
          <li key={line.id}>
            <LineSummary {...line} />
          </li>
        ))}
      </ul>
      <TotalsList totals={checkout.totals} className="border-t border-line pt-5" />
      <Link href="/cart" className="link inline-flex min-h-11 items-center self-start text-sm">
        {t("editCart")}
      </Link>
    </div>
  )
}
