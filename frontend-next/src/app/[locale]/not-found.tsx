import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { Link } from "@/i18n/navigation"

export default function NotFound() {
  const t = useTranslations("notFound")
  return (
    <div className="page">
      <EmptyState title={t("title")} text={t("text")}>
        <div className="flex flex-wrap gap-3">
          <Link href="/products" className={buttonClass()}>
            {t("browse")}
          </Link>
          <Link href="/" className={buttonClass({ variant: "secondary" })}>
            {t("home")}
          </Link>
        </div>
      </EmptyState>
    </div>
  )
}
