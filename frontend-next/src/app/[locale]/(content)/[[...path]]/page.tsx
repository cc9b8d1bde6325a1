import type { Metadata } from "next"
import { hasLocale } from "next-intl"

import { answering, describing } from "@/app/[locale]/_answers/answering"
import { getChannel, getCurrency } from "@/features/channel/queries"
import { readArticlesQuery } from "@/features/content/articles-query"
import { ArticleList } from "@/features/content/components/article-list"
import { BrandProducts } from "@/features/content/components/brand-products"
import { BlockList, type BlockListProps } from "@/features/content/components/block-list"
import { FramedPage } from "@/features/content/components/framed-page"
import { Lookbook } from "@/features/content/components/lookbook"
import { LookbookList } from "@/features/content/components/lookbook-list"
import { ArticleHeading, PageHeading } from "@/features/content/components/page-kinds"
import { ToldToMachines } from "@/features/content/components/told-to-machines"
import { leadPicture } from "@/features/content/lead-picture"
import { leadWords } from "@/features/content/lead-words"
import { findArticles, findPage } from "@/features/content/queries"
import { RecentlyViewed } from "@/features/memory/components/recently-viewed"
import { asLocale, routing } from "@/i18n/routing"
import { decodeSegment } from "@/lib/segments"
import { ProblemError } from "@/lib/api/problem"
import { env } from "@/lib/env"
import type { ArticlePage, ContentPage } from "@/lib/api/types"
import { pageMetadata } from "@/lib/page-metadata"
import { missing, MovedError } from "@/lib/missing"

type Props = PageProps<"/[locale]/[[...path]]">

export const generateMetadata = describing(async ({ params }: Props): Promise<Metadata> => {
  const { locale, path } = await params
  const page = (await findContent(path, locale)) ?? missing()
  const { title, description, image } = page.seo
  const channel = await getChannel(locale)
  return pageMetadata({
    channel,
    locale,
    title: title || page.title,
    description: description || leadWords(page) || channel.branding.tagline,
    paths: { [locale]: page.path, ...page.alternates },
    image: page.article?.picture ?? page.lookbook?.cover ?? leadPicture(page.body),
    shareImage: image,
  })
})

export default answering(async function ContentPageRoute(props: Props) {
  const { locale, path } = await props.params
  const page = (await findContent(path, locale)) ?? missing()
  // It is shown around the list of its category; who looks at a draft sees it here.
  if (page.category && path?.length)
    throw new MovedError(`/categories/${encodeURIComponent(page.category.slug)}`)
  return (
    <>
      <ToldToMachines page={page} channel={await getChannel(page.locale)} />
      {await drawPage(page, props)}
    </>
  )
})

async function drawPage(page: ContentPage, { params, searchParams }: Props) {
  const currency = await getCurrency(asLocale((await params).locale))
  const body = { blocks: page.body, currency, viewed: <RecentlyViewed /> }
  switch (page.type) {
    case "content":
    case "faq":
    case "form":
    case "legal":
    case "stores":
      return <FramedPage page={page} address={addressOf(page)} {...body} />
    case "brand":
      return (
        <>
          <EdgeToEdge page={page} {...body} />
          {page.brand && <BrandProducts brand={page.brand} currency={currency} />}
        </>
      )
    case "category":
      return <EdgeToEdge page={page} {...body} blocks={[...page.body, ...(page.category?.between ?? [])]} />
    case "article":
      return (
        <article data-slot="article-page">
          <ArticleHeading page={page} address={addressOf(page)} />
          <BlockList {...body} isTop={false} />
        </article>
      )
    case "lookbook":
      return <Lookbook page={page} address={addressOf(page)} {...body} />
    case "lookbooks":
      return <LookbookList page={page} {...body} />
    case "blog":
      return <BlogPage page={page} list={await findList(page, await searchParams)} />
    default:
      return <EdgeToEdge page={page} {...body} />
  }
}

/** The body is all there is, from edge to edge. */
function EdgeToEdge({ page, ...body }: BlockListProps & { page: ContentPage }) {
  const hasOwnHeading = page.body[0]?.type === "hero"
  return (
    <div data-slot={`${page.type}-page`}>
      {!hasOwnHeading && <h1 className="sr-only">{page.title}</h1>}
      <BlockList {...body} hasPageHeading={hasOwnHeading} isWide />
    </div>
  )
}

type Listed = { tag: string; list: ArticlePage }

function BlogPage({ page, list: { tag, list } }: { page: ContentPage; list: Listed }) {
  return (
    <div data-slot="blog-page">
      <link rel="alternate" type="application/atom+xml" title={page.title} href={feedOf(page)} />
      <PageHeading page={page} />
      <ArticleList path={page.path} tag={tag} list={list} />
    </div>
  )
}

/** An address with a page of the list that is not there is no address of the shop. */
async function findList(
  page: ContentPage,
  search: Record<string, string | string[] | undefined>,
): Promise<Listed> {
  const { tag, page: number } = readArticlesQuery((name) => [search[name]].flat()[0])
  try {
    return { tag, list: await findArticles(page.path, page.locale, tag, number) }
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) missing()
    throw error
  }
}

function addressOf({ locale, path }: ContentPage): string {
  return new URL(`/${locale}${path.replace(/\/$/, "")}`, env().SITE_URL).toString()
}

function feedOf({ locale, path }: ContentPage): string {
  return `/feeds/${locale}${path.replace(/\/$/, "")}`
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
