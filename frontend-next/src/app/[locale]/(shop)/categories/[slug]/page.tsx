import type { Metadata } from "next"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { CategoryHeader } from "@/features/catalogue/components/category-header"
import { Listing } from "@/features/catalogue/components/listing"
import { parseListing } from "@/features/catalogue/listing-state"
import { findCategory, findListing } from "@/features/catalogue/queries"
import { getCurrency } from "@/features/channel/queries"
import { alternates } from "@/lib/alternates"
import { decodeSegment } from "@/lib/segments"
import { missing, MovedError } from "@/lib/missing"

type Props = PageProps<"/[locale]/categories/[slug]">

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale, slug } = await params
  const category = (await findCategory(decodeSegment(slug), locale)) ?? missing()
  const slugs = Object.entries({ [locale]: category.slug, ...category.alternates })
  return {
    title: category.seo.title || category.name,
    description: category.seo.description,
    alternates: alternates(
      locale,
      Object.fromEntries(slugs.map(([code, name]) => [code, `/categories/${name}`])),
    ),
    openGraph: { images: category.image ? [category.image.url] : [] },
  }
})

export default answering(async function CategoryPage({ params, searchParams }: Props) {
  const [{ locale, slug }, search] = await Promise.all([params, searchParams])
  const category = (await findCategory(decodeSegment(slug), locale)) ?? missing()
  // The address already says which category; one in the query would contradict it.
  const state = parseListing({ ...search, category: undefined, q: undefined })
  const path = `/categories/${encodeURIComponent(category.slug)}`
  if (category.slug !== decodeSegment(slug)) throw new MovedError(path)
  const scope = { locale, currency: await getCurrency(locale), category: category.slug }
  const answer = (await findListing(scope, state)) ?? missing()
  return (
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
  )
})
