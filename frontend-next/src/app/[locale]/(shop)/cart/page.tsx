import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { buttonClass } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { Notice } from "@/components/ui/notice"
import { CartCount } from "@/features/cart/components/cart-count"
import { CartView } from "@/features/cart/components/cart-view"
import { SavedList } from "@/features/cart/components/saved-list"
import { getCart, listSaved } from "@/features/cart/queries"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { CartEstimate } from "@/features/delivery/components/cart-estimate"
import { UnfinishedPayment } from "@/features/payment/components/unfinished-payment"
import { findUnfinishedPayment } from "@/features/payment/queries"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cart")
  return { title: t("title"), robots: { index: false } }
}

export default answering(async function CartPage({ params, searchParams }: PageProps<"/[locale]/cart">) {
  const [{ locale }, { changed }, t] = await Promise.all([params, searchParams, getTranslations("cart")])
  const currency = await getCurrency(locale)
  const [cart, savedLines, unfinished, channel] = await Promise.all([
    getCart(locale, currency),
    listSaved(locale, currency),
    findUnfinishedPayment(locale),
    getChannel(locale),
  ])
  const saved = <SavedList lines={savedLines} />
  return (
    <Words of={["cart", "delivery", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        {cart.lines.length > 0 && <h1 className="mb-8 font-display text-title font-[380]">{t("title")}</h1>}
        {changed && <ChangedElsewhere />}
        <CartCount count={cart.item_count} />
        {unfinished && <UnfinishedPayment payment={unfinished} />}
        {cart.lines.length > 0 ? (
          <CartView
            cart={cart}
            saved={saved}
            estimate={
              <CartEstimate countries={channel.countries} version={JSON.stringify(cart.totals.total)} />
            }
          />
        ) : (
          <>
            <EmptyState title={t("empty")} text={t("emptyText")}>
              <Link href="/products" className={buttonClass()}>
                {t("browse")}
              </Link>
            </EmptyState>
            {saved}
          </>
        )}
      </div>
    </Words>
  )
})

/** The line that was to be changed had been taken out in another tab. */
async function ChangedElsewhere() {
  const t = await getTranslations("cart")
  return (
    <Notice tone="warning" role="alert" className="mb-6">
      {t("changedElsewhere")}
    </Notice>
  )
}
