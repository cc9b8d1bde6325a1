import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering } from "@/app/[locale]/_answers/answering"
import { SubmitButton } from "@/components/ui/submit-button"
import { findUser } from "@/features/account/queries"
import { readAllNotices } from "@/features/notifications/actions"
import { NoticeList } from "@/features/notifications/components/notice-list"
import { UnreadCount } from "@/features/notifications/components/unread-count"
import { listNotices } from "@/features/notifications/queries"
import { Link, redirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notifications")
  return { title: t("title"), robots: { index: false } }
}

export default answering(async function NotificationsPage({
  params,
  searchParams,
}: PageProps<"/[locale]/account/notifications">) {
  const [{ locale }, { before }, t, user] = await Promise.all([
    params,
    searchParams,
    getTranslations("notifications"),
    findUser(),
  ])
  if (!user) return redirect({ href: "/login?next=/account/notifications", locale: asLocale(locale) })
  const { notices, next, unread } = await listNotices(typeof before === "string" ? before : undefined)
  return (
    <div className="page pt-8 lg:pt-14">
      <UnreadCount count={unread} />
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <h1 className="font-display text-title font-[380]">{t("title")}</h1>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <Link href="/account/preferences" className="link inline-flex min-h-11 items-center">
            {t("toPreferences")}
          </Link>
          {unread > 0 && (
            <form action={readAllNotices}>
              <SubmitButton variant="secondary" size="small" pendingText={t("saving")}>
                {t("readAll")}
              </SubmitButton>
            </form>
          )}
        </div>
      </div>
      <NoticeList notices={notices} />
      <p className="mt-8 flex flex-wrap gap-x-6">
        {next && (
          <Link
            href={`/account/notifications?before=${next}`}
            prefetch={false}
            className="link inline-flex min-h-11 items-center"
          >
            {t("older")}
          </Link>
        )}
        <Link href="/account" className="link inline-flex min-h-11 items-center">
          {t("backToAccount")}
        </Link>
      </p>
    </div>
  )
})
