import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { TotalsList } from "@/components/commerce/totals-list"
import { buttonClass } from "@/components/ui/button"
import { CartLineRow } from "@/features/cart/components/cart-line-row"
import { CartProblems } from "@/features/cart/components/cart-problems"
import { ExtraForm } from "@/features/cart/components/extra-form"
import { VoucherForm } from "@/features/cart/components/voucher-form"
import { Link } from "@/i18n/navigation"
import type { Cart } from "@/lib/api/types"

type CartViewProps = { cart: Cart; saved: ReactNode; estimate: ReactNode }

export function CartView({ cart, saved, estimate }: CartViewProps) {
  const t = useTranslations("cart")
  return (
    <div
      data-slot="cart"
      className="grid items-start gap-x-[clamp(2rem,6vw,6rem)] gap-y-10 lg:grid-cols-[1fr_24rem]"
    >
      <div>
        <CartProblems problems={cart.problems} />
        <ul className="border-t border-line">
          {cart.lines.map((line) => (
            <CartLineRow key={line.id} line={line} />
          ))}
        </ul>
        {saved}
      </div>
      <section
        aria-labelledby="summary"
        className="flex flex-col gap-6 rounded-xs bg-sunk p-6 lg:sticky lg:top-28"
      >
        <h2 id="summary" className="font-display text-heading">
          {t("summary")}
        </h2>
        <VoucherForm vouchers={cart.vouchers} />
        {cart.extras.map((extra) => (
          <ExtraForm key={extra.kind} extra={extra} />
        ))}
        <TotalsList totals={cart.totals} pendingDiscounts={cart.shipping_discounts} />
        {estimate}
        <Link href="/checkout" prefetch={false} className={buttonClass()}>
          {t("checkout")}
        </Link>
        <p className="text-center text-sm text-faint">{t("guestNote")}</p>
      </section>
    </div>
  )
}
