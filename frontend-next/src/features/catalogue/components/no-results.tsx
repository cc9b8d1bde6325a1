import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { buttonClass } from "@/components/ui/button"
import { clearedOfAll, countChoices } from "@/features/catalogue/listing-changes"
import { listingHref } from "@/features/catalogue/listing-query"
import type { ListingState } from "@/features/catalogue/listing-state"
import { Link } from "@/i18n/navigation"
import type { SearchAnswer } from "@/lib/api/types"

type NearestCategory = NonNullable<SearchAnswer["query"]["nearest_category"]>
type NoResultsProps = { path: string; state: ListingState; answer: SearchAnswer; children?: ReactNode }

/** An empty list is no dead end: it says what to do, and what there is instead. */
export function NoResults({ path, state, answer, children }: NoResultsProps) {
  const t = useTranslations("catalogue")
  const understood = answer.query.understood.map(({ field }) => field)
  const nearest = answer.query.nearest_category
  const isNarrowed = countChoices(state) + understood.length > 0
  return (
    <div data-slot="no-results" className="flex flex-col gap-12 border-t border-line pt-10 pb-2 lg:pt-14">
      <div className="flex flex-col items-start gap-4">
        <p className="font-display text-heading">
          {state.words && !isNarrowed ? t("nothingFoundFor", { words: state.words }) : t("nothingFound")}
        </p>
        <p className="max-w-[46ch] text-soft">{isNarrowed ? t("nothingFoundHint") : t("spellingHint")}</p>
        {isNarrowed && (
          <Link
            href={listingHref(path, clearedOfAll(state, understood))}
            className={buttonClass({ variant: "secondary" })}
          >
            {t("clearAll")}
          </Link>
        )}
      </div>
      {children}
      {answer.results.length > 0 && (
        <h2 className="-mb-4 font-display text-xl lg:-mb-6">
          {nearest
            ? t.rich("nearestCategory", { category: () => <CategoryLink category={nearest} /> })
            : t("othersLike")}
        </h2>
      )}
    </div>
  )
}

function CategoryLink({ category: { slug, name } }: { category: NearestCategory }) {
  return (
    <Link href={`/categories/${encodeURIComponent(slug)}`} className="link">
      {name}
    </Link>
  )
}
