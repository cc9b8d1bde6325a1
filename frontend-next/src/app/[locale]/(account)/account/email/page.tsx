import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { AskLetterForm } from "@/features/account/components/ask-letter-form"
import { ChangeEmailForm } from "@/features/account/components/change-email-form"
import { findUser } from "@/features/account/queries"
import { Link, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("emailTitle"), robots: { index: false } }
}

export default answering(async function EmailPage({ params }: PageProps<"/[locale]/account/email">) {
  const [{ locale }, t, user] = await Promise.all([params, getTranslations("account"), findUser()])
  if (!user) return redirect({ href: "/login?next=/account/email", locale: asLocale(locale) })
  const { email, is_email_confirmed: isConfirmed } = user
  return (
    <Words of={["account", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("emailTitle")}</h1>
        <p className="mt-4 mb-6 max-w-[52ch] text-lead text-soft" data-slot="email-state">
          {t.rich(isConfirmed ? "emailIsConfirmed" : "emailIsNotConfirmed", {
            address: () => <bdi>{email}</bdi>,
          })}
        </p>
        {!isConfirmed && <AskLetterForm />}
        <section aria-labelledby="change" className="mt-14">
          <h2 id="change" className="mb-6 font-display text-heading">
            {t("changeEmail")}
          </h2>
          <ChangeEmailForm />
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
