import type { Metadata } from "next"
import { hasLocale } from "next-intl"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { BlockList } from "@/features/content/components/block-list"
import { findPage } from "@/features/content/queries"
import { RecentlyViewed } from "@/features/memory/components/recently-viewed"
import { asLocale, routing } from "@/i18n/routing"
import { decodeSegment } from "@/lib/segments"
import type { Block, ContentPage } from "@/lib/api/types"
import { pageMetadata } from "@/lib/page-metadata"
import { missing } from "@/lib/missing"

type Props = PageProps<"/[locale]/[[...path]]">

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale, path } = await params
  const page = (await findContent(path, locale)) ?? missing()
  const { title, description, image } = page.seo
  const { branding } = await getChannel(locale)
  return pageMetadata({
    shopName: branding.name,
    locale,
    title: title || page.title,
    description: description || firstWords(page.body) || branding.tagline,
    paths: { [locale]: page.path, ...page.alternates },
    image,
  })
})

export default answering(async function ContentPageRoute({ params }: Props) {
  const { locale, path } = await params
  const [page, currency] = await Promise.all([findContent(path, locale), getCurrency(asLocale(locale))])
  if (!page) missing()
  if (page.type === "content") return <PageToRead page={page} currency={currency} />
  const hasOwnHeading = page.body[0]?.type === "hero"
  return (
    <div data-slot={`${page.type}-page`}>
      {!hasOwnHeading && <h1 className="sr-only">{page.title}</h1>}
      <BlockList
        blocks={page.body}
        currency={currency}
        viewed={<RecentlyViewed />}
        hasPageHeading={hasOwnHeading}
        isWide
      />
    </div>
  )
})

/** Its title stands above the body, and the body keeps to the width of the page. */
function PageToRead({ page, currency }: { page: ContentPage; currency: string }) {
  return (
    <div data-slot="content-page">
      <PageHeading page={page} />
      <BlockList blocks={page.body} currency={currency} viewed={<RecentlyViewed />} />
    </div>
  )
}

function PageHeading({ page }: { page: ContentPage }) {
  const crumbs = page.breadcrumbs.filter(({ path }) => path !== "/" && path !== page.path)
  return (
    <div className="page pt-4 pb-10 lg:pb-16">
      <Breadcrumbs crumbs={crumbs.map(({ title, path }) => ({ label: title, href: path }))} />
      <h1 className="mt-3 max-w-[18ch] font-display text-display font-[380] lg:mt-6">{page.title}</h1>
    </div>
  )
}

function firstWords(blocks: Block[]): string {
  const text = blocks.find((block) => block.type === "rich_text")
  return text?.value.html ?? ""
}

/** A file nobody has, such as an old icon, arrives here with its name in the place of the language. */
async function findContent(path: string[] | undefined, locale: string): Promise<ContentPage | null> {
  return hasLocale(routing.locales, locale) ? findPage(contentPath(path), locale) : null
}

/** Wagtail's paths begin and end with a slash. */
function contentPath(segments: string[] | undefined): string {
  if (!segments || segments.length === 0) return "/"
  return `/${segments.map(decodeSegment).join("/")}/`
}
