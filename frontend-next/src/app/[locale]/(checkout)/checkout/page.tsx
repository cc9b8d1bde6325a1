import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { findAddressBook } from "@/features/addresses/queries"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { CheckoutView } from "@/features/checkout/components/checkout-view"
import { findCheckout, findPickupPoints, listShippingMethods } from "@/features/checkout/queries"
import { currentStep } from "@/features/checkout/steps"
import { handled } from "@/features/payment/choices"
import { PaymentForm } from "@/features/payment/components/payment-form"
import { UnfinishedPayment } from "@/features/payment/components/unfinished-payment"
import { findSavedMethods, findUnfinishedPayment } from "@/features/payment/queries"
import { redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"
import type { Checkout } from "@/lib/api/types"
import { standInScripts } from "@/lib/env"
import { findBegunPayment } from "@/lib/session/payment-memory"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkout")
  return { title: t("title"), robots: { index: false } }
}

export default answering(async function CheckoutPage({
  params,
  searchParams,
}: PageProps<"/[locale]/checkout">) {
  const [{ locale }, search] = await Promise.all([params, searchParams])
  const query = { locale, currency: await getCurrency(locale) }
  const [channel, checkout, book] = await Promise.all([
    getChannel(locale),
    findCheckout(query),
    findAddressBook(),
  ])
  if (!checkout) return redirect({ href: await withoutCart(locale), locale: asLocale(locale) })
  const step = currentStep(search.step, checkout)
  // Each step has an address of its own, so that going back shows the one before.
  if (search.step !== step) return redirect({ href: `/checkout?step=${step}`, locale: asLocale(locale) })
  const isDelivery = step === "delivery"
  const [methods, points] = await Promise.all([
    isDelivery ? listShippingMethods(query) : [],
    isDelivery && checkout.shipping_method?.has_pickup_points
      ? findPickupPoints(locale, { method: checkout.shipping_method.code })
      : null,
  ])
  const view = (
    <div className="page pt-8 lg:pt-14">
      <CheckoutView
        checkout={checkout}
        step={step}
        methods={methods}
        points={points}
        countries={channel.countries}
        book={book}
        payment={step === "payment" && <PaymentStep checkout={checkout} locale={locale} />}
      />
    </div>
  )
  return (
    <Words of={["address", "checkout", "delivery", "payment", "problems"]}>
      {isDelivery ? <Words of={["pickup"]}>{view}</Words> : view}
    </Words>
  )
})

/** The basket became an order while nobody looked, or there is none. */
async function withoutCart(locale: string): Promise<string> {
  const begun = await findUnfinishedPayment(locale)
  return begun?.state === "placed" ? `/checkout/payments/${begun.id}` : "/cart"
}

async function PaymentStep({ checkout, locale }: { checkout: Checkout; locale: string }) {
  const [unfinished, saved, begun] = await Promise.all([
    findUnfinishedPayment(locale),
    findSavedMethods(locale),
    findBegunPayment(),
  ])
  return (
    <PaymentForm
      subject={{
        cart_id: checkout.cart.id ?? "",
        fingerprint: checkout.fingerprint,
        attempt: begun?.id ?? "",
      }}
      total={checkout.totals.total}
      choices={handled(checkout.payment_methods)}
      charged={checkout.payment_method}
      saved={saved}
      credit={checkout.store_credit}
      terms={checkout.terms}
      standIns={standInScripts()}
      unfinished={unfinished && <UnfinishedPayment payment={unfinished} />}
    />
  )
}
