import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { CategoryHeader } from "@/features/catalogue/components/category-header"
import type { Between } from "@/features/catalogue/components/product-grid"
import { Listing } from "@/features/catalogue/components/listing"
import { listingQuery } from "@/features/catalogue/listing-query"
import { numberedPage, parseListing } from "@/features/catalogue/listing-state"
import { findCategory, findListing } from "@/features/catalogue/queries"
import { BlockList } from "@/features/content/components/block-list"
import { findCategoryPage } from "@/features/content/queries"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { Words } from "@/i18n/words"
import type { ContentPage } from "@/lib/api/types"
import { pageMetadata } from "@/lib/page-metadata"
import { decodeSegment } from "@/lib/segments"
import { missing, MovedError } from "@/lib/missing"

type Props = PageProps<"/[locale]/categories/[slug]">

export const generateMetadata = describing(async ({ params, searchParams }: Props): Promise<Metadata> => {
  const [{ locale, slug }, search, t] = await Promise.all([
    params,
    searchParams,
    getTranslations("catalogue"),
  ])
  const category = (await findCategory(decodeSegment(slug), locale)) ?? missing()
  const channel = await getChannel(locale)
  const { page, query } = numberedPage(parseListing({ ...search, category: undefined, q: undefined }))
  const slugs = Object.entries({ [locale]: category.slug, ...category.alternates })
  const title = category.seo.title || category.name
  const described = { name: category.name, shop: channel.branding.name }
  return pageMetadata({
    channel,
    locale,
    title: page > 1 ? t("pageTitle", { title, page }) : title,
    heading: category.name,
    description: category.seo.description || category.description || t("categoryDescription", described),
    paths: Object.fromEntries(slugs.map(([code, name]) => [code, `/categories/${name}${query}`])),
    image: category.image,
  })
})

export default answering(async function CategoryPage({ params, searchParams }: Props) {
  const [{ locale, slug }, search] = await Promise.all([params, searchParams])
  const category = (await findCategory(decodeSegment(slug), locale)) ?? missing()
  // The address already says which category; one in the query would contradict it.
  const state = parseListing({ ...search, category: undefined, q: undefined }, locale)
  const path = `/categories/${encodeURIComponent(category.slug)}`
  if (category.slug !== decodeSegment(slug)) throw new MovedError(path)
  const scope = { locale, currency: await getCurrency(locale), category: category.slug }
  const isWhole = listingQuery(state) === ""
  const [answer, page] = await Promise.all([
    findListing(scope, state).then((found) => found ?? missing()),
    isWhole ? findCategoryPage(category.slug, locale) : null,
  ])
  const hasHeading = page?.body[0]?.type === "hero"
  return (
    <Words of={["catalogue"]}>
      {page && (
        <div data-slot="category-page">
          <BlockList blocks={page.body} currency={scope.currency} hasPageHeading={hasHeading} isWide />
        </div>
      )}
      <div className="page">
        <CategoryHeader category={category} hasHeading={!hasHeading} />
        <Listing
          path={path}
          state={state}
          answer={answer}
          currency={scope.currency}
          withoutFacets={["category"]}
          between={betweenOf(page, scope.currency)}
        />
      </div>
    </Words>
  )
})

/** What marketers put between the products, a piece each time. */
function betweenOf(page: ContentPage | null, currency: string): Between | undefined {
  if (!page?.category || page.category.between.length === 0) return undefined
  return {
    every: page.category.every,
    pieces: page.category.between.map((block) => (
      <BlockList key={block.id} blocks={[block]} currency={currency} isTop={false} />
    )),
  }
}
