import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { CloseAccountForm } from "@/features/account/components/close-account-form"
import { findUser } from "@/features/account/queries"
import { Link, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("data"), robots: { index: false } }
}

/** Taking along what the shop keeps of oneself, and leaving. */
export default answering(async function DataPage({ params }: PageProps<"/[locale]/account/data">) {
  const [{ locale }, t, user] = await Promise.all([params, getTranslations("account"), findUser()])
  if (!user) return redirect({ href: "/login?next=/account/data", locale: asLocale(locale) })
  return (
    <Words of={["account", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("data")}</h1>
        <p className="mt-4 mb-6 max-w-[52ch] text-lead text-soft">{t("dataText")}</p>
        <a href="/api/account-data" download className="link inline-flex min-h-11 items-center">
          {t("dataDownload")}
        </a>
        <section aria-labelledby="close" className="mt-14">
          <h2 id="close" className="mb-4 font-display text-heading">
            {t("close")}
          </h2>
          <p className="mb-6 max-w-[52ch] text-soft">{t("closeText")}</p>
          <CloseAccountForm />
        </section>
        <p className="mt-14">
          <Link href="/account" className="link inline-flex min-h-11 items-center">
            {t("backToAccount")}
          </Link>
        </p>
      </div>
    </Words>
  )
})
