import "server-only"

import { cache } from "react"

import { toApiQuery, type ListingState } from "@/features/catalogue/listing-state"
import { cachedApi, unwrap, unwrapOrNull } from "@/lib/api/client"
import type { Category, CategoryNode, Filter, ProductCardPage } from "@/lib/api/types"
import { cacheTags, FALLBACK_SECONDS } from "@/lib/cache-tags"

const PAGE_SIZE = 24

type Scope = { locale: string; currency: string; category?: string | undefined }

const api = () => cachedApi([cacheTags.products], FALLBACK_SECONDS.catalogue)

export function listProducts(scope: Scope, state: ListingState): Promise<ProductCardPage> {
  const query = { ...toApiQuery(state), ...scope, page: state.page, page_size: PAGE_SIZE, sort: state.sort }
  return unwrap(api().GET("/api/v1/products/", { params: { query } }))
}

export async function listFilters(scope: Scope, state: ListingState): Promise<Filter[]> {
  const query = { ...toApiQuery(state), ...scope }
  return (await unwrap(api().GET("/api/v1/product-filters/", { params: { query } }))).filters
}

export const findCategory = cache((slug: string, locale: string): Promise<Category | null> => {
  const client = cachedApi([cacheTags.categories, cacheTags.category(slug)], FALLBACK_SECONDS.catalogue)
  const params = { path: { slug }, query: { locale } }
  return unwrapOrNull(client.GET("/api/v1/categories/{slug}/", { params }))
})

export const getCategoryTree = cache(async (locale: string): Promise<CategoryNode[]> => {
  const client = cachedApi([cacheTags.categories], FALLBACK_SECONDS.catalogue)
  return (await unwrap(client.GET("/api/v1/categories/", { params: { query: { locale } } }))).results
})

const SITEMAP_PAGE_SIZE = 100

/** The slugs of all products of a language, for the sitemap. */
export async function listProductAddresses(locale: string): Promise<string[]> {
  const first = await listSlugs(locale, 1)
  const rest = Array.from({ length: Math.max(first.page_count - 1, 0) }, (_, index) =>
    listSlugs(locale, index + 2),
  )
  return [first, ...(await Promise.all(rest))].flatMap((page) => page.results.map(({ slug }) => slug))
}

function listSlugs(locale: string, page: number): Promise<ProductCardPage> {
  const query = { locale, page, page_size: SITEMAP_PAGE_SIZE, fields: "slug", sort: "name" }
  return unwrap(api().GET("/api/v1/products/", { params: { query } }))
}
