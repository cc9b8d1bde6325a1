import { z } from "zod"

import { offerOf } from "@/features/assistant/offers"
import { getCurrency } from "@/features/channel/queries"
import { findProduct } from "@/features/product/queries"
import { routing } from "@/i18n/routing"

/** More are never compared with each other. */
const MOST = 4

const querySchema = z.object({
  locale: z.enum(routing.locales),
  slugs: z.array(z.string().min(1).max(200)).min(1).max(MOST),
})

/** Variants and facts of products that the assistant shows. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const asked = querySchema.safeParse({
    locale: searchParams.get("locale"),
    slugs: searchParams.getAll("slug"),
  })
  if (!asked.success) return Response.json({ code: "invalid" }, { status: 400 })
  const { locale, slugs } = asked.data
  const currency = await getCurrency(locale)
  const products = await Promise.all(slugs.map((slug) => findProduct(slug, locale)))
  const offers = products.flatMap((product) => (product ? offerOf(product, currency) : []))
  return Response.json(offers, { headers: { "Cache-Control": "private, no-store" } })
}
