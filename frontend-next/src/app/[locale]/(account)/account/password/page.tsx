import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { ChangePasswordForm } from "@/features/account/components/change-password-form"
import { findUser } from "@/features/account/queries"
import { Link, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("changePassword"), robots: { index: false } }
}

export default answering(async function PasswordPage({ params }: PageProps<"/[locale]/account/password">) {
  const [{ locale }, t, user] = await Promise.all([params, getTranslations("account"), findUser()])
  if (!user) return redirect({ href: "/login?next=/account/password", locale: asLocale(locale) })
  return (
    <Words of={["account", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("changePassword")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("changePasswordText")}</p>
        <ChangePasswordForm />
        <p className="mt-8">
          <Link href="/account" className="link inline-flex min-h-11 items-center">
            {t("backToAccount")}
          </Link>
        </p>
      </div>
    </Words>
  )
})
