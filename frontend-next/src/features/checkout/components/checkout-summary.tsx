import { useTranslations } from "next-intl"

import { LineSummary } from "@/components/commerce/line-summary"
import { TotalsList } from "@/components/commerce/totals-list"
import { Link } from "@/i18n/navigation"
import type { Checkout } from "@/lib/api/types"

export function CheckoutSummary({ checkout }: { checkout: Checkout }) {
  const t = useTranslations("checkout")
  return (
    <section
      aria-labelledby="order-summary"
      data-slot="checkout-summary"
      className="flex flex-col gap-6 rounded-xs bg-sunk p-6 lg:sticky lg:top-28"
    >
      <div className="flex items-center justify-between gap-4">
        <h2 id="order-summary" className="font-display text-heading">
          {t("yourOrder")}
        </h2>
        <Link href="/cart" className="link inline-flex min-h-11 items-center text-sm">
          {t("editCart")}
        </Link>
      </div>
      <ul className="flex flex-col gap-4">
        {checkout.cart.lines.map((line) => (
          <li key={line.id}>
            <LineSummary {...line} />
          </li>
        ))}
      </ul>
      <TotalsList
        totals={checkout.totals}
        discounts={checkout.cart.discounts}
        className="border-t border-line pt-5"
      />
    </section>
  )
}
