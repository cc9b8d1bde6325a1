import "server-only"

import { cache } from "react"

import { withInnermost, type Placed } from "@/features/catalogue/listing-changes"
import { narrowing } from "@/features/catalogue/listing-query"
import { parseListing, type ListingState, type SearchParams } from "@/features/catalogue/listing-state"
import { cachedApi, privateApi, unwrap, unwrapOrNull, type ApiClient } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { Category, CategoryNode, ProductPage, SearchAnswer } from "@/lib/api/types"
import { cacheTags, FALLBACK_SECONDS } from "@/lib/cache-tags"

const PAGE_SIZE = 24
const FEED_PAGE_SIZE = 500

type Scope = { locale: string; currency: string; category?: string | undefined; viewed?: string | undefined }

/** A list of a category changes with that category's products, any other list with every product. */
function listApi(category?: string): ApiClient {
  const products = category ? cacheTags.category(category) : cacheTags.products
  return cachedApi([cacheTags.categories, products], FALLBACK_SECONDS.catalogue)
}

/** What an address asks for; of categories that lie in each other, the innermost. */
export async function readListing(params: SearchParams, locale: string): Promise<ListingState> {
  const state = parseListing(params, locale)
  if ((state.choices.category ?? []).length < 2) return state
  const tree = await getCategoryTree(locale).catch(() => [])
  return withInnermost(state, "category", placed(tree))
}

function placed(nodes: readonly CategoryNode[], parent: string | null = null): Placed[] {
  return nodes.flatMap(({ slug, children }) => [{ value: slug, parent }, ...placed(children, slug)])
}

/**
 * The products and what they can be narrowed by; null when the API knows no such page, filter or value.
 * A cursor that has grown old starts the list again: it is no fault of who kept the link.
 */
export async function findListing(scope: Scope, state: ListingState): Promise<SearchAnswer | null> {
  try {
    return await searchProducts(scope, state)
  } catch (error) {
    if (!(error instanceof ProblemError && [400, 404, 410].includes(error.status))) throw error
    return state.cursor ? findListing(scope, { ...state, cursor: "", page: 1 }) : null
  }
}

/**
 * What was typed changes too often to be worth keeping; the API keeps its own answers. An answer with reduced
 * features was kept while the search was away: it is asked for anew, so that the list recovers when the search does.
 */
async function searchProducts(scope: Scope, state: ListingState): Promise<SearchAnswer> {
  const place = state.cursor ? { cursor: state.cursor } : { page: state.page }
  const query = { ...narrowing(state), ...scope, ...place, page_size: PAGE_SIZE, sort: state.sort }
  const ask = (client: ApiClient) => unwrap(client.GET("/api/v1/search/products/", { params: { query } }))
  if (state.words || scope.viewed) return ask(privateApi())
  const kept = await ask(listApi(scope.category))
  return kept.engine.is_degraded ? ask(privateApi()) : kept
}

export const findCategory = cache((slug: string, locale: string): Promise<Category | null> => {
  const client = cachedApi([cacheTags.categories, cacheTags.category(slug)], FALLBACK_SECONDS.catalogue)
  const params = { path: { slug }, query: { locale } }
  return unwrapOrNull(client.GET("/api/v1/categories/{slug}/", { params }))
})

export async function getCategoryTree(locale: string): Promise<CategoryNode[]> {
  const client = cachedApi([cacheTags.categories], FALLBACK_SECONDS.catalogue)
  return (await unwrap(client.GET("/api/v1/categories/", { params: { query: { locale } } }))).results
}

/** The categories that lie in no other one. */
export async function listRootCategories(
  locale: string,
): Promise<Pick<CategoryNode, "id" | "slug" | "name">[]> {
  return (await getCategoryTree(locale)).map(({ id, slug, name }) => ({ id, slug, name }))
}

export async function countProducts(locale: string): Promise<number> {
  return (await readFeed(locale)).count ?? 0
}

export type ListedProduct = { slug: string; alternates: Record<string, string>; image: string | undefined }

/** `count` products of a language from the one at `start` on, for the sitemap. */
export async function listProducts(locale: string, start: number, count: number): Promise<ListedProduct[]> {
  const products: ListedProduct[] = []
  let page = await readFeed(locale)
  for (;;) {
    for (const product of page.results) {
      const slugs = "alternates" in product ? product.alternates : undefined
      if (product.slug) {
        products.push({ slug: product.slug, alternates: slugs ?? {}, image: product.image?.url })
      }
    }
    if (!page.next_cursor || products.length >= start + count) return products.slice(start, start + count)
    page = await readFeed(locale, page.next_cursor)
  }
}

/** Pages are kept, so that every part of the sitemap walks the same ones. */
function readFeed(locale: string, cursor?: string): Promise<ProductPage> {
  const query = {
    locale,
    fields: "slug,alternates,image",
    page_size: FEED_PAGE_SIZE,
    ...(cursor && { cursor }),
  }
  return unwrap(listApi().GET("/api/v1/products/", { params: { query } }))
}
