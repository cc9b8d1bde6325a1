import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { LookupForm } from "@/features/orders/components/lookup-form"
import { Link } from "@/i18n/navigation"
import { Words } from "@/i18n/words"
import { alternates, inEveryLocale } from "@/lib/alternates"

export async function generateMetadata({ params }: PageProps<"/[locale]/orders">): Promise<Metadata> {
  const [{ locale }, t] = await Promise.all([params, getTranslations("orders")])
  return { title: t("lookup"), alternates: alternates(locale, inEveryLocale("/orders")) }
}

export default async function OrderLookupPage() {
  const t = await getTranslations("orders")
  return (
    <Words of={["orders", "problems"]}>
      <div className="page pt-8 lg:pt-14">
        <h1 className="font-display text-title font-[380]">{t("lookup")}</h1>
        <p className="mt-4 mb-8 max-w-[52ch] text-lead text-soft">{t("lookupText")}</p>
        <LookupForm />
        <p className="mt-10">
          <Link href="/gift-cards" prefetch={false} className="link inline-flex min-h-11 items-center">
            {t("giftCardBalance")}
          </Link>
        </p>
      </div>
    </Words>
  )
}
