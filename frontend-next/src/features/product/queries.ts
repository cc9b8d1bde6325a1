import "server-only"

import { cache } from "react"

import { cachedApi, unwrapOrNull } from "@/lib/api/client"
import type { ProductDocument } from "@/lib/api/types"
import { cacheTags, FALLBACK_SECONDS } from "@/lib/cache-tags"

/** The product under any language's slug; its own `slug` is the one that belongs to `locale`. */
export const findProduct = cache((slug: string, locale: string): Promise<ProductDocument | null> => {
  const api = cachedApi([cacheTags.product(slug)], FALLBACK_SECONDS.catalogue)
  return unwrapOrNull(api.GET("/api/v1/products/{slug}/", { params: { path: { slug }, query: { locale } } }))
})
