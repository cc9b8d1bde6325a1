import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { findUser } from "@/features/account/queries"
import { getChannel } from "@/features/channel/queries"
import { PreferencesForm } from "@/features/notifications/components/preferences-form"
import { PushSwitch } from "@/features/notifications/components/push-switch"
import { getPreferences } from "@/features/notifications/queries"
import { Link, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications")
  return { title: t("preferences"), robots: { index: false } }
}

export default answering(async function PreferencesPage({
  params,
}: PageProps<"/[locale]/account/preferences">) {
  const [{ locale }, t, user] = await Promise.all([params, getTranslations("notifications"), findUser()])
  if (!user) return redirect({ href: "/login?next=/account/preferences", locale: asLocale(locale) })
  const [preferences, channel] = await Promise.all([getPreferences(locale), getChannel(locale)])
  return (
    <Words of={["notifications", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("preferences")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("preferencesText")}</p>
        <PreferencesForm
          preferences={preferences}
          languages={channel.locales.map(({ code, name }) => ({ code, name }))}
          timeZones={Intl.supportedValuesOf("timeZone")}
        />
        <PushSwitch />
        <p className="mt-10">
          <Link href="/account" className="link inline-flex min-h-11 items-center">
            {t("backToAccount")}
          </Link>
        </p>
      </div>
    </Words>
  )
})
