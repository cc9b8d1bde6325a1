import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { CategoryHeader } from "@/features/catalogue/components/category-header"
import { Listing } from "@/features/catalogue/components/listing"
import { listingHref } from "@/features/catalogue/listing-query"
import { parseListing } from "@/features/catalogue/listing-state"
import { findCategory, findListing } from "@/features/catalogue/queries"
import { getCurrency } from "@/features/channel/queries"
import { permanentRedirect } from "@/i18n/navigation"
import { asLocale } from "@/i18n/routing"
import { alternates } from "@/lib/alternates"
import { decodeSegment } from "@/lib/segments"

type Props = PageProps<"/[locale]/categories/[slug]">

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params
  const category = await findCategory(decodeSegment(slug), locale)
  if (!category) return {}
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
}

export default async function CategoryPage({ params, searchParams }: Props) {
  const [{ locale, slug }, search] = await Promise.all([params, searchParams])
  const category = (await findCategory(decodeSegment(slug), locale)) ?? notFound()
  // The address already says which category; one in the query would contradict it.
  const state = parseListing({ ...search, category: undefined, q: undefined })
  const path = `/categories/${encodeURIComponent(category.slug)}`
  if (category.slug !== decodeSegment(slug))
    permanentRedirect({ href: listingHref(path, state), locale: asLocale(locale) })
  const scope = { locale, currency: await getCurrency(locale), category: category.slug }
  const answer = (await findListing(scope, state)) ?? notFound()
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
}
