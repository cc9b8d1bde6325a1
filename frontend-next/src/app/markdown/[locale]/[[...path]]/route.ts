import { hasLocale } from "next-intl"

import { getChannel } from "@/features/channel/queries"
import { pageInMarkdown } from "@/features/content/in-markdown"
import { findPage } from "@/features/content/queries"
import { productInMarkdown } from "@/features/product/in-markdown"
import { findProduct } from "@/features/product/queries"
import { routing } from "@/i18n/routing"
import { ProblemError } from "@/lib/api/problem"
import { MovedError } from "@/lib/missing"
import { decodeSegment } from "@/lib/segments"

export const dynamic = "force-dynamic"

const HEADERS = {
  "Content-Type": "text/markdown; charset=utf-8",
  "Cache-Control": "public, max-age=60",
  Vary: "Accept",
}
const AWAY = { "Retry-After": "60", "Cache-Control": "no-store" }

/** A page or product in Markdown, for who asks for it with `Accept: text/markdown` at the address of the page. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/markdown/[locale]/[[...path]]">,
): Promise<Response> {
  const { locale, path = [] } = await params
  if (!hasLocale(routing.locales, locale)) return missing()
  try {
    const text = await write(path.map(decodeSegment), locale)
    return text === null ? missing() : new Response(text, { headers: HEADERS })
  } catch (error) {
    if (error instanceof MovedError) return missing()
    if (!(error instanceof ProblemError)) throw error
    return error.status < 500 ? missing() : new Response(null, { status: 503, headers: AWAY })
  }
}

async function write([place, slug, ...rest]: string[], locale: string): Promise<string | null> {
  if (place === "products" && slug && rest.length === 0) {
    const channel = await getChannel(locale)
    const product = await findProduct(slug, locale)
    return product && productInMarkdown(product, locale, channel.default_currency)
  }
  const segments = [place, slug, ...rest].filter((segment) => segment !== undefined)
  const page = await findPage(segments.length > 0 ? `/${segments.join("/")}/` : "/", locale)
  return page && pageInMarkdown(page)
}

function missing(): Response {
  return new Response(null, { status: 404, headers: { Vary: "Accept" } })
}
