import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { ConfirmEmailForm } from "@/features/account/components/confirm-email-form"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("confirmTitle"), robots: { index: false }, referrer: "no-referrer" }
}

export default async function ConfirmEmailPage() {
  const t = await getTranslations("account")
  return (
    <Words of={["account", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("confirmTitle")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("confirmText")}</p>
        <ConfirmEmailForm />
        <p className="mt-8">
          <Link href="/account" prefetch={false} className="link inline-flex min-h-11 items-center">
            {t("toAccount")}
          </Link>
        </p>
      </div>
    </Words>
  )
}
