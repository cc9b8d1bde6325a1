import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { findAddressBook } from "@/features/addresses/queries"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { CheckoutView } from "@/features/checkout/components/checkout-view"
import { findCheckout, listShippingMethods } from "@/features/checkout/queries"
import { currentStep } from "@/features/checkout/steps"
import { redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"

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
  if (!checkout) return redirect({ href: "/cart", locale: asLocale(locale) })
  const step = currentStep(search.step, checkout)
  // Each step has an address of its own, so that going back shows the one before.
  if (search.step !== step) return redirect({ href: `/checkout?step=${step}`, locale: asLocale(locale) })
  const methods = step === "delivery" ? await listShippingMethods(query) : []
  return (
    <Words of={["address", "checkout", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <CheckoutView
          checkout={checkout}
          step={step}
          methods={methods}
          countries={channel.countries}
          book={book}
        />
      </div>
    </Words>
  )
})
