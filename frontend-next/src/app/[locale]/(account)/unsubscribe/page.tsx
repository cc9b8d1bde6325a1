import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { EmptyState } from "@/components/ui/empty-state"
import { UnsubscribeForm } from "@/features/notifications/components/unsubscribe-form"
import { findUnsubscribeOffer } from "@/features/notifications/queries"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications")
  return { title: t("unsubscribeTitle"), robots: { index: false }, referrer: "no-referrer" }
}

/** Where the last link of a letter leads. Opening it changes nothing; the button does. */
export default answering(async function UnsubscribePage({
  params,
  searchParams,
}: PageProps<"/[locale]/unsubscribe">) {
  const [{ locale }, { token }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("notifications"),
  ])
  const offer = typeof token === "string" ? await findUnsubscribeOffer(token, locale) : null
  if (!offer || typeof token !== "string") {
    return (
      <div className="page">
        <EmptyState title={t("unsubscribeBroken")} text={t("unsubscribeBrokenText")} />
      </div>
    )
  }
  const { kind_name: kind, address, is_subscribed: isSubscribed } = offer
  return (
    <Words of={["notifications", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">
          {isSubscribed ? t("unsubscribeTitle") : t("unsubscribed")}
        </h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">
          {t.rich(isSubscribed ? "unsubscribeText" : "unsubscribedText", {
            kind,
            address: () => <bdi>{address}</bdi>,
          })}
        </p>
        {isSubscribed && <UnsubscribeForm token={token} />}
        <p className="mt-8">
          <Link
            href="/account/preferences"
            prefetch={false}
            className="link inline-flex min-h-11 items-center"
          >
            {t("toPreferences")}
          </Link>
        </p>
      </div>
    </Words>
  )
})
