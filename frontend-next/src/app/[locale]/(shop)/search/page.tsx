import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { SearchHelp } from "@/app/[locale]/(shop)/search/search-help"
import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { Listing } from "@/features/catalogue/components/listing"
import { listingName } from "@/features/catalogue/listing-name"
import { filtersOf, listingHref } from "@/features/catalogue/listing-query"
import { parseListing } from "@/features/catalogue/listing-state"
import { findListing, readListing } from "@/features/catalogue/queries"
import { getCurrency } from "@/features/channel/queries"
import { SearchTracker } from "@/features/memory/components/search-tracker"
import { SaveSearch } from "@/features/saved-searches/components/save-search"
import { redirect as redirectToPath } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { Words } from "@/i18n/words"
import { getViewedIds, isSignedIn } from "@/lib/session/session"
import { missing } from "@/lib/missing"

type Props = PageProps<"/[locale]/search">

export const generateMetadata = describing(async ({ searchParams }: Props): Promise<Metadata> => {
  const { words } = parseListing(await searchParams)
  const t = await getTranslations("searchPage")
  return { title: words ? t("resultsFor", { words }) : t("title"), robots: { index: false, follow: true } }
})

export default answering(async function SearchPage({ params, searchParams }: Props) {
  const [{ locale }, search, t] = await Promise.all([params, searchParams, getTranslations("searchPage")])
  const state = await readListing(search, locale)
  const scope = { locale, currency: await getCurrency(locale), viewed: await getViewedIds() }
  const answer = (await findListing(scope, state)) ?? missing()
  if (answer.redirect && state.page === 1) follow(answer.redirect.url, locale)
  const filters = filtersOf(state)
  const isWorthSaving = state.words !== "" || Object.keys(filters).length > 0
  return (
    <Words of={["catalogue", "problems", "savedSearches"]}>
      <div className="page">
        <div className="pt-4 pb-8 lg:pb-10">
          <Breadcrumbs crumbs={[]} />
          <h1 className="mt-3 font-display text-title font-[380] lg:mt-6">
            {state.words ? t.rich("resultsForQuoted", { words: () => <bdi>{state.words}</bdi> }) : t("title")}
          </h1>
        </div>
        <SearchTracker receipt={answer.receipt} isWorthTelling={state.words !== ""}>
          <Listing
            path="/search"
            state={state}
            answer={answer}
            currency={scope.currency}
            help={<SearchHelp locale={locale} words={state.words} />}
          >
            {isWorthSaving && (
              <SaveSearch
                search={{ name: listingName(state, answer.facets, scope), q: state.words, filters }}
                isSignedIn={await isSignedIn()}
                returnPath={listingHref("/search", { ...state, page: 1, cursor: "" })}
              />
            )}
          </Listing>
        </SearchTracker>
      </div>
    </Words>
  )
})

/** A marketer decided that these words are about a page and not about products. */
function follow(url: string, locale: string): never {
  if (url.startsWith("https://")) redirect(url)
  return redirectToPath({ href: url, locale: asLocale(locale) })
}
