import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { ForgotPasswordForm } from "@/features/account/components/forgot-password-form"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("forgotTitle"), robots: { index: false }, referrer: "no-referrer" }
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations("account")
  return (
    <Words of={["account", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("forgotTitle")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("forgotText")}</p>
        <ForgotPasswordForm />
        <p className="mt-8">
          <Link href="/login" className="link inline-flex min-h-11 items-center">
            {t("backToLogin")}
          </Link>
        </p>
      </div>
    </Words>
  )
}
