import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { Link } from "@/i18n/navigation"

export function MissingPage() {
  const t = useTranslations("notFound")
  return (
    <div data-slot="missing-page" className="page">
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

export function UnavailablePage() {
  const t = useTranslations("unavailable")
  return (
    <div data-slot="unavailable-page" className="page" role="alert">
      <EmptyState title={t("title")} text={t("text")}>
        <TryAgain />
      </EmptyState>
    </div>
  )
}

export function FailedPage() {
  const t = useTranslations("error")
  return (
    <div data-slot="failed-page" className="page" role="alert">
      <EmptyState title={t("title")} text={t("text")}>
        <TryAgain />
      </EmptyState>
    </div>
  )
}

/** An empty address is that of the page itself, with all it carries; it works before any script does. */
const THIS_PAGE = ""

function TryAgain() {
  const t = useTranslations("error")
  return (
    <a href={THIS_PAGE} className={buttonClass()}>
      {t("retry")}
    </a>
  )
}
