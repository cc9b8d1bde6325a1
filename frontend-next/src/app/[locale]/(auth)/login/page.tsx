import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { AccountForm } from "@/features/account/components/account-form"
import { safeReturnPath } from "@/features/account/return-path"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("loginTitle"), robots: { index: false } }
}

export default async function LoginPage({ searchParams }: PageProps<"/[locale]/login">) {
  const [{ next }, t] = await Promise.all([searchParams, getTranslations("account")])
  const returnPath = safeReturnPath(typeof next === "string" ? next : undefined)
  return (
    <Words of={["account", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("loginTitle")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("loginText")}</p>
        <AccountForm kind="login" next={returnPath} />
        <p className="mt-8">
          <Link href="/forgot-password" className="link inline-flex min-h-11 items-center">
            {t("toForgot")}
          </Link>
        </p>
        <p>
          <Link
            href={`/register?next=${encodeURIComponent(returnPath)}`}
            className="link inline-flex min-h-11 items-center"
          >
            {t("toRegister")}
          </Link>
        </p>
      </div>
    </Words>
  )
}
