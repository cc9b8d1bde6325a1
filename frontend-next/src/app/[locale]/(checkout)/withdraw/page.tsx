import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { LookupForm } from "@/features/orders/components/lookup-form"
import { Words } from "@/i18n/words"
import { alternates, inEveryLocale } from "@/lib/alternates"

export async function generateMetadata({ params }: PageProps<"/[locale]/withdraw">): Promise<Metadata> {
  const [{ locale }, t] = await Promise.all([params, getTranslations("returns")])
  return { title: t("withdraw"), alternates: alternates(locale, inEveryLocale("/withdraw")) }
}

/** Where a withdrawal begins for everybody, with an account or without: the order is named first. */
export default async function WithdrawalPage() {
  const t = await getTranslations("returns")
  return (
    <Words of={["orders", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("withdraw")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("withdrawStart")}</p>
        <LookupForm leadsTo="withdraw" />
      </div>
    </Words>
  )
}
