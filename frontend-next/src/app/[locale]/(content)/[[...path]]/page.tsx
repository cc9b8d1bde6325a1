import type { Metadata } from "next"
import { hasLocale } from "next-intl"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { Breadcrumbs } from "@/components/ui/breadcrumbs"
import { getCurrency } from "@/features/channel/queries"
import { BlockList } from "@/features/content/components/block-list"
import { findPage } from "@/features/content/queries"
import { asLocale, routing } from "@/i18n/routing"
import { decodeSegment } from "@/lib/segments"
import type { ContentPage } from "@/lib/api/types"
import { alternates } from "@/lib/alternates"
import { missing } from "@/lib/missing"

type Props = PageProps<"/[locale]/[[...path]]">

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale, path } = await params
  const page = (await findContent(path, locale)) ?? missing()
  const { title, description, image } = page.seo
  return {
    title: page.path === "/" ? { absolute: title || page.title } : title || page.title,
    description,
    alternates: alternates(locale, { [locale]: page.path, ...page.alternates }),
    openGraph: { images: image ? [image.url] : [] },
  }
})

export default answering(async function ContentPageRoute({ params }: Props) {
  const { locale, path } = await params
  const [page, currency] = await Promise.all([findContent(path, locale), getCurrency(asLocale(locale))])
  if (!page) missing()
  const startsWithHero = page.body[0]?.type === "hero"
  return (
    <>
      {!startsWithHero && <PageHeading page={page} />}
      <BlockList blocks={page.body} currency={currency} />
    </>
  )
})

function PageHeading({ page }: { page: ContentPage }) {
  const crumbs = page.breadcrumbs.filter(({ path }) => path !== "/" && path !== page.path)
  return (
    <div className="page pt-4 pb-10 lg:pb-16">
      <Breadcrumbs crumbs={crumbs.map(({ title, path }) => ({ label: title, href: path }))} />
      <h1 className="mt-3 max-w-[18ch] font-display text-display font-[380] lg:mt-6">{page.title}</h1>
    </div>
  )
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
