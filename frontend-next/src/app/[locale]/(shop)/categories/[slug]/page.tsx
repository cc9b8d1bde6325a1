import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { CategoryHeader } from "@/features/catalogue/components/category-header"
import { Listing } from "@/features/catalogue/components/listing"
import { numberedPage, parseListing } from "@/features/catalogue/listing-state"
import { findCategory, findListing } from "@/features/catalogue/queries"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { Words } from "@/i18n/words"
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
  const { branding } = await getChannel(locale)
  const { page, query } = numberedPage(parseListing({ ...search, category: undefined, q: undefined }))
  const slugs = Object.entries({ [locale]: category.slug, ...category.alternates })
  const title = category.seo.title || category.name
  const described = { name: category.name, shop: branding.name }
  return pageMetadata({
    shopName: branding.name,
    locale,
    title: page > 1 ? t("pageTitle", { title, page }) : title,
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
  const answer = (await findListing(scope, state)) ?? missing()
  return (
    <Words of={["catalogue"]}>
      <div className="page">
        <CategoryHeader category={category} />
        <Listing
          path={path}
          state={state}
          answer={answer}
          currency={scope.currency}
          withoutFacets={["category"]}
        />
      </div>
    </Words>
  )
})
