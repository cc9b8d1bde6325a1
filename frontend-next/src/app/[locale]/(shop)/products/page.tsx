import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { Listing } from "@/features/catalogue/components/listing"
import { numberedPage, parseListing } from "@/features/catalogue/listing-state"
import { findListing, readListing } from "@/features/catalogue/queries"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { Words } from "@/i18n/words"
import { inEveryLocale } from "@/lib/alternates"
import { pageMetadata } from "@/lib/page-metadata"
import { missing } from "@/lib/missing"

type Props = PageProps<"/[locale]/products">

export const generateMetadata = describing(async ({ params, searchParams }: Props): Promise<Metadata> => {
  const [{ locale }, search, t] = await Promise.all([params, searchParams, getTranslations("catalogue")])
  const channel = await getChannel(locale)
  const { page, query } = numberedPage(parseListing({ ...search, q: undefined }))
  return pageMetadata({
    channel,
    locale,
    title: page > 1 ? t("pageTitle", { title: t("allProducts"), page }) : t("allProducts"),
    heading: t("allProducts"),
    description: t("allProductsText"),
    paths: inEveryLocale(`/products${query}`),
  })
})

export default answering(async function ProductsPage({ params, searchParams }: Props) {
  const [{ locale }, search, t] = await Promise.all([params, searchParams, getTranslations("catalogue")])
  // Words belong to the search, which has a page of its own.
  const state = await readListing({ ...search, q: undefined }, locale)
  const scope = { locale, currency: await getCurrency(locale) }
  const answer = (await findListing(scope, state)) ?? missing()
  return (
    <Words of={["catalogue"]}>
      <div className="page">
        <div className="pt-4 pb-8 lg:pb-12">
          <Breadcrumbs crumbs={[]} />
          <h1 className="mt-3 font-display text-title font-[380] lg:mt-6">{t("allProducts")}</h1>
          <p className="mt-4 max-w-[60ch] text-lead text-soft">{t("allProductsText")}</p>
        </div>
        <Listing path="/products" state={state} answer={answer} currency={scope.currency} />
      </div>
    </Words>
  )
})
