import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { SavedList } from "@/features/payment/components/saved-list"
import { findSavedMethods } from "@/features/payment/queries"
import { Link, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("paymentMethods"), robots: { index: false } }
}

export default answering(async function SavedMethodsPage({
  params,
}: PageProps<"/[locale]/account/payment-methods">) {
  const [{ locale }, t] = await Promise.all([params, getTranslations("account")])
  const methods = await findSavedMethods(locale)
  if (!methods) return redirect({ href: "/login?next=/account/payment-methods", locale: asLocale(locale) })
  return (
    <Words of={["payment", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("paymentMethods")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("paymentMethodsText")}</p>
        <SavedList methods={methods} />
        <p className="mt-10">
          <Link href="/account" className="link inline-flex min-h-11 items-center">
            {t("backToAccount")}
          </Link>
        </p>
      </div>
    </Words>
  )
})
