import { getTranslations } from "next-intl/server"

import { listRootCategories } from "@/features/catalogue/queries"
import { RecentlyViewed } from "@/features/memory/components/recently-viewed"
import { FoundPages } from "@/features/search/components/found-pages"
import { findPages } from "@/features/search/queries"
import { Link } from "@/i18n/navigation"

/** What a shopper may do when no product answers: read a page about it, browse, or go back to what was seen. */
export async function SearchHelp({ locale, words }: { locale: string; words: string }) {
  const [t, categories, pages] = await Promise.all([
    getTranslations("searchPage"),
    listRootCategories(locale).catch(() => []),
    findPages(locale, words),
  ])
  return (
    <>
      <FoundPages pages={pages} />
      <section aria-labelledby="help-categories">
        <h2 id="help-categories" className="font-display text-xl">
          {t("browse")}
        </h2>
        <ul className="mt-4 flex flex-wrap gap-2">
          {categories.map(({ id, slug, name }) => (
            <li key={id}>
              <Link
                href={`/categories/${slug}`}
                className="inline-flex min-h-11 items-center rounded-full border border-line bg-raised px-4.5 text-[0.9375rem] hover:border-ink"
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <RecentlyViewed />
    </>
  )
}
