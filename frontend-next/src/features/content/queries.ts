import "server-only"

import { getLocale } from "next-intl/server"
import { cache } from "react"

import { cachedApi, privateApi, unwrap, unwrapOrNull } from "@/lib/api/client"
import { findDraft } from "@/lib/api/draft"
import { listEveryPage } from "@/lib/api/pages"
import { ProblemError } from "@/lib/api/problem"
import type {
  ArticlePage,
  Banner,
  ContentPage,
  LegalVersionText,
  MenuItem,
  Places,
  ProductCard,
} from "@/lib/api/types"
import { cacheTags, FALLBACK_SECONDS } from "@/lib/cache-tags"

/** Django knows which pages show a product that changes, and names them. */
export const findPage = cache(async (path: string, locale: string): Promise<ContentPage | null> => {
  const draft = await findDraft(locale)
  if (draft) return draft.page
  const tags = [cacheTags.pages, cacheTags.page(path)]
  const api = cachedApi(tags, FALLBACK_SECONDS.content)
  return unwrapOrNull(api.GET("/api/v1/content/page/", { params: { query: { path, locale } } }))
})

/** A text of law as it was published; it never changes, but what follows it does. */
export const findLegalVersion = cache((version: string, locale: string): Promise<LegalVersionText | null> => {
  const params = { path: { version_id: version }, query: { locale } }
  const api = cachedApi([cacheTags.pages], FALLBACK_SECONDS.content)
  return unwrapOrNull(api.GET("/api/v1/content/legal/{version_id}/", { params }))
})

/** The page of a category, which is drawn around its list; one small read says for all categories who has one. */
export async function findCategoryPage(slug: string, locale: string): Promise<ContentPage | null> {
  const place = (await getPlaces(locale)).categories.find((one) => one.slug === slug)
  return place ? findPage(place.path, locale) : null
}

/** Where a brand has a page of its own in that language; null where it has none. */
export async function findBrandPath(code: string, locale: string): Promise<string | null> {
  return (await getPlaces(locale)).brands.find((one) => one.code === code)?.path ?? null
}

const getPlaces = cache((locale: string): Promise<Places> => {
  const api = cachedApi([cacheTags.pages, cacheTags.categories], FALLBACK_SECONDS.content)
  return unwrap(api.GET("/api/v1/content/places/", { params: { query: { locale } } }))
})

export function findArticles(path: string, locale: string, tag = "", page = 1): Promise<ArticlePage> {
  const api = cachedApi([cacheTags.pages], FALLBACK_SECONDS.content)
  const query = { path, locale, ...(tag && { tag }), page }
  return unwrap(api.GET("/api/v1/content/articles/", { params: { query } }))
}

/**
 * What a search of the shop finds, in its order: boosts and pins hold here, too. `search` are the parameters that an
 * editor has copied; one that the search does not know finds nothing.
 */
export async function findRail(search: string, limit: number, currency: string): Promise<ProductCard[]> {
  const api = cachedApi([cacheTags.categories, cacheTags.products], FALLBACK_SECONDS.catalogue)
  const asked = Object.fromEntries(new URLSearchParams(search))
  const query = { ...asked, locale: await getLocale(), currency, page_size: limit }
  try {
    return (await unwrap(api.GET("/api/v1/search/products/", { params: { query } }))).results
  } catch (error) {
    if (error instanceof ProblemError) return []
    throw error
  }
}

/**
 * Where an address leads that nothing has any more; null when nobody left word. What is asked for in vain is counted,
 * and so is each redirect; who asks too much is answered without.
 */
export async function followMissing(
  address: string,
  locale: string,
  referrer: string,
): Promise<string | null> {
  const body = { path: decodeURI(pathOf(address)).slice(0, LONGEST), referrer: referrer.slice(0, LONGEST) }
  try {
    const params = { query: { locale } }
    return (await unwrap(privateApi().POST("/api/v1/content/missing/", { params, body }))).redirect_to
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return findRedirect(address, locale)
    throw error
  }
}

const LONGEST = 1000
const pathOf = (address: string) => address.replace(/^\/[^/?]+/, "") || "/"

async function findRedirect(address: string, locale: string): Promise<string | null> {
  const path = pathOf(address)
  try {
    const query = { path: decodeURI(path), locale }
    await unwrap(privateApi().GET("/api/v1/content/page/", { params: { query } }))
    return null
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const target = error.problem.redirect_to
    return typeof target === "string" ? target : null
  }
}

type Menus = { header: MenuItem[]; footer: MenuItem[] }

export const getMenus = cache(async (locale: string): Promise<Menus> => {
  const draft = await findDraft(locale)
  if (draft) return draft.menus
  const api = cachedApi([cacheTags.menus], FALLBACK_SECONDS.content)
  return unwrap(api.GET("/api/v1/content/menus/", { params: { query: { locale } } }))
})

export const listBanners = cache(async (locale: string): Promise<Banner[]> => {
  const draft = await findDraft(locale)
  if (draft) return draft.banners
  const api = cachedApi([cacheTags.banners], FALLBACK_SECONDS.content)
  const answer = await unwrap(api.GET("/api/v1/content/banners/", { params: { query: { locale } } }))
  return answer.results
})

/** The lines of robots.txt that editors have added. */
export async function readRobots(locale: string): Promise<string> {
  const api = cachedApi([cacheTags.pages], FALLBACK_SECONDS.content)
  return (await unwrap(api.GET("/api/v1/content/robots/", { params: { query: { locale } } }))).text
}

export type PageSummary = {
  path: string
  title: string
  type: string
  alternates: Record<string, string>
  updated_at?: string | null
}

/** Every published page of a language, for the sitemap. */
export async function listPages(locale: string): Promise<PageSummary[]> {
  const pages = await listEveryPage((index) => readPages(locale, index + 1))
  return pages.flatMap(({ results }) => results)
}

function readPages(locale: string, page: number) {
  const api = cachedApi([cacheTags.pages], FALLBACK_SECONDS.content)
  return unwrap(api.GET("/api/v1/content/pages/", { params: { query: { locale, page, page_size: 100 } } }))
}
