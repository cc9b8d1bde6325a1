import { hasLocale } from "next-intl"

import { atomXml } from "@/features/content/feed"
import { findArticles, findPage } from "@/features/content/queries"
import { routing } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import { env } from "@/lib/env"
import { MovedError } from "@/lib/missing"
import { decodeSegment } from "@/lib/segments"

export const dynamic = "force-dynamic"

const HEADERS = {
  "Content-Type": "application/atom+xml; charset=utf-8",
  "Cache-Control": "public, max-age=300",
}

/** The latest articles of a blog, for readers of feeds: `/feeds/en/journal`. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/feeds/[locale]/[...path]">,
): Promise<Response> {
  const { locale, path } = await params
  if (!hasLocale(routing.locales, locale)) return new Response(null, { status: 404 })
  const place = `/${path.map(decodeSegment).join("/")}/`
  try {
    const page = await findPage(place, locale)
    if (page?.type !== "blog") return new Response(null, { status: 404 })
    const { results } = await findArticles(place, locale)
    const at = (start: string) => new URL(`${start}/${locale}/${path.join("/")}`, env().SITE_URL).toString()
    const feed = { title: page.title, address: at("/feeds"), home: at(""), articles: results }
    return new Response(atomXml(feed), { headers: HEADERS })
  } catch (error) {
    if (error instanceof MovedError) return new Response(null, { status: 404 })
    if (!(error instanceof ProblemError)) throw error
    return new Response(null, { status: 503 })
  }
}
