import { useTranslations } from "next-intl"

import { buttonClass } from "@/components/ui/button"
import { SaveSearchForm } from "@/features/saved-searches/components/save-search-form"
import type { SearchToSave } from "@/features/saved-searches/fields"
import { Link } from "@/i18n/navigation"

type SaveSearchProps = { search: SearchToSave; isSignedIn: boolean; returnPath: string }

/** Offers a letter when something new answers to this search. Who is not signed in is led there and back. */
export function SaveSearch({ search, isSignedIn, returnPath }: SaveSearchProps) {
  const t = useTranslations("savedSearches")
  return (
    <section
      data-slot="save-search"
      aria-labelledby="save-search"
      className="mt-10 flex flex-wrap items-center justify-between gap-x-8 gap-y-4 border-y border-line py-6"
    >
      <div className="max-w-[46ch]">
        <h2 id="save-search" className="font-display text-xl">
          {t("offer")}
        </h2>
        <p className="mt-1 text-[0.9375rem] text-soft">{t("offerText")}</p>
      </div>
      {isSignedIn ? (
        <SaveSearchForm key={returnPath} search={search} />
      ) : (
        <Link
          href={`/login?next=${encodeURIComponent(returnPath)}`}
          prefetch={false}
          className={buttonClass({ variant: "secondary", size: "small" })}
        >
          {t("signInToSave")}
        </Link>
      )}
    </section>
  )
}
