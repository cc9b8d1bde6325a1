import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { EmptyState } from "@/components/ui/empty-state"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account")
  return { title: t("closed"), robots: { index: false } }
}

export default async function AccountClosedPage() {
  const t = await getTranslations("account")
  return (
    <div className="page">
      <EmptyState title={t("closed")} text={t("closedText")} />
    </div>
  )
}
