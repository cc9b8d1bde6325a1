import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { cleared, listingHref, type ListingState } from "@/features/catalogue/listing-state"
import { Link } from "@/i18n/navigation"

export function NoResults({ path, state }: { path: string; state: ListingState }) {
  const t = useTranslations("catalogue")
  return (
    <div data-slot="no-results" className="flex flex-col items-start gap-4 border-t border-line py-16">
      <p className="font-display text-heading">{t("nothingFound")}</p>
      <p className="max-w-[46ch] text-soft">{t("nothingFoundHint")}</p>
      <Link href={listingHref(path, cleared(state))} className={buttonClass({ variant: "secondary" })}>
        {t("clearAll")}
      </Link>
    </div>
  )
}
