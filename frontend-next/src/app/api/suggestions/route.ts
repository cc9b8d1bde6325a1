import { z } from "zod"

import { MAX_TYPED_LENGTH, NO_SUGGESTIONS, type Suggestions } from "@/features/search/suggestions"
import { routing } from "@/i18n/routing"
import { privateApi, unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { SearchSuggestions as Answer } from "@/lib/api/types"
import { getChosenCurrency } from "@/lib/session/session"

const querySchema = z.object({
  q: z.string().trim().max(MAX_TYPED_LENGTH).default(""),
  locale: z.enum(routing.locales),
})

/** What to offer while someone types. The browser never learns how the API is called. */
export async function GET(request: Request): Promise<Response> {
  const asked = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) return Response.json({ code: "invalid" }, { status: 400 })
  const forwardedFor = request.headers.get("x-forwarded-for") ?? undefined
  const found = await findSuggestions(asked.data, await getChosenCurrency(), forwardedFor)
  const lifetime = found === NO_SUGGESTIONS ? "no-store" : "private, max-age=30"
  return Response.json(found, { headers: { "Cache-Control": lifetime } })
}

/** A box that cannot suggest still searches: an API that does not answer offers nothing, for that moment. */
async function findSuggestions(
  asked: z.infer<typeof querySchema>,
  currency: string | undefined,
  forwardedFor: string | undefined,
): Promise<Suggestions> {
  const query = { ...asked, ...(currency && { currency }) }
  try {
    const answer = await unwrap(
      privateApi({ forwardedFor }).GET("/api/v1/search/suggestions/", { params: { query } }),
    )
    return {
      ...answer,
      products: answer.products.map(withPrice),
      categories: answer.categories.map(withPlace),
    }
  } catch (error) {
    if (error instanceof ProblemError) return NO_SUGGESTIONS
    throw error
  }

  function withPrice({ prices, ...product }: Answer["products"][number]) {
    const span = currency ? prices[currency] : Object.values(prices)[0]
    return { ...product, price: span?.from ?? null }
  }
}

function withPlace({ breadcrumb, ...category }: Answer["categories"][number]) {
  return { ...category, breadcrumb: breadcrumb.map(({ name }) => name) }
}
