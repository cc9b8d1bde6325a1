import "server-only"

import { cache } from "react"

import { cachedApi, unwrapOrNull } from "@/lib/api/client"
import type { ProductDocument, ReviewPage } from "@/lib/api/types"
import { cacheTags, FALLBACK_SECONDS } from "@/lib/cache-tags"

/** The product under any language's slug; its own `slug` is the one that belongs to `locale`. */
export const findProduct = cache((slug: string, locale: string): Promise<ProductDocument | null> => {
  const api = cachedApi([cacheTags.product(slug)], FALLBACK_SECONDS.catalogue)
  return unwrapOrNull(api.GET("/api/v1/products/{slug}/", { params: { path: { slug }, query: { locale } } }))
})

const REVIEWS_PER_PAGE = 6

/** A page of what customers wrote; the first one when there is no such page. */
export async function findReviews(slug: string, locale: string, page: number): Promise<ReviewPage | null> {
  const api = cachedApi([cacheTags.product(slug), cacheTags.products], FALLBACK_SECONDS.catalogue)
  const query = { locale, page, page_size: REVIEWS_PER_PAGE }
  const found = await unwrapOrNull(
    api.GET("/api/v1/products/{slug}/reviews/", { params: { path: { slug }, query } }),
  )
  return found ?? (page > 1 ? findReviews(slug, locale, 1) : null)
}
