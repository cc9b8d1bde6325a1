import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { Listing } from "@/features/catalogue/components/listing"
import { parseListing } from "@/features/catalogue/listing-state"
import { findListing } from "@/features/catalogue/queries"
import { getCurrency } from "@/features/channel/queries"
import { sameInEveryLocale } from "@/lib/alternates"
import { missing } from "@/lib/missing"

type Props = PageProps<"/[locale]/products">

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale } = await params
  const t = await getTranslations("catalogue")
  return { title: t("allProducts"), alternates: sameInEveryLocale(locale, "/products") }
})

export default answering(async function ProductsPage({ params, searchParams }: Props) {
  const [{ locale }, search, t] = await Promise.all([params, searchParams, getTranslations("catalogue")])
  // Words belong to the search, which has a page of its own.
  const state = parseListing({ ...search, q: undefined })
  const scope = { locale, currency: await getCurrency(locale) }
  const answer = (await findListing(scope, state)) ?? missing()
  return (
    <div className="page">
      <div className="pt-4 pb-8 lg:pb-12">
        <Breadcrumbs crumbs={[]} />
        <h1 className="mt-3 font-display text-title font-[380] lg:mt-6">{t("allProducts")}</h1>
        <p className="mt-4 max-w-[60ch] text-lead text-soft">{t("allProductsText")}</p>
      </div>
      <Listing path="/products" state={state} answer={answer} currency={scope.currency} />
    </div>
  )
})
