import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { BalanceForm } from "@/features/payment/components/balance-form"
import { Words } from "@/i18n/words"
import { alternates, inEveryLocale } from "@/lib/alternates"

export async function generateMetadata({ params }: PageProps<"/[locale]/gift-cards">): Promise<Metadata> {
  const [{ locale }, t] = await Promise.all([params, getTranslations("payment")])
  return { title: t("balanceTitle"), alternates: alternates(locale, inEveryLocale("/gift-cards")) }
}

export default async function GiftCardPage() {
  const t = await getTranslations("payment")
  return (
    <Words of={["payment", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("balanceTitle")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("balanceText")}</p>
        <BalanceForm />
      </div>
    </Words>
  )
}
