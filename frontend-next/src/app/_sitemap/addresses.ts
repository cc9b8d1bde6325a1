import { countProducts, getCategoryTree, listProductSlugs } from "@/features/catalogue/queries"
import { getChannel } from "@/features/channel/queries"
import { countPages, listPages } from "@/features/content/queries"
import { routing } from "@/i18n/routing"
import { absoluteUrl } from "@/lib/alternates"
import type { CategoryNode } from "@/lib/api/types"

export type Entry = { url: string; lastModified?: string }

/** What one file holds: all products of a language by the ten thousand, or all else of it. */
export type Part = { locale: string; products: number | null }

const PRODUCTS_PER_PART = 10_000

/** Every file that all addresses need, and how many addresses there are. */
export async function listParts(): Promise<{ parts: Part[]; count: number }> {
  const channel = await getChannel(routing.defaultLocale)
  const offered = routing.locales.filter((code) => channel.locales.some((locale) => locale.code === code))
  const counted = await Promise.all(offered.map(countOf))
  return {
    parts: counted.flatMap(({ locale, products }) => [
      { locale, products: null },
      ...Array.from({ length: Math.ceil(products / PRODUCTS_PER_PART) }, (_, index) => ({
        locale,
        products: index,
      })),
    ]),
    count: counted.reduce((sum, { products, others }) => sum + products + others, 0),
  }
}

async function countOf(locale: string) {
  const [products, pages, tree] = await Promise.all([
    countProducts(locale),
    countPages(locale),
    getCategoryTree(locale),
  ])
  return { locale, products, others: pages + categoryPaths(tree).length + 1 }
}

/** The public addresses of one part. */
export async function listAddresses({ locale, products }: Part): Promise<Entry[]> {
  if (products === null) return listOthers(locale)
  const slugs = await listProductSlugs(locale, products * PRODUCTS_PER_PART, PRODUCTS_PER_PART)
  return slugs.map((slug) => ({ url: absoluteUrl(`/products/${slug}`, locale) }))
}

async function listOthers(locale: string): Promise<Entry[]> {
  const [pages, tree] = await Promise.all([listPages(locale), getCategoryTree(locale)])
  return [
    ...pages.map(({ path, updated_at }) => ({ url: absoluteUrl(path, locale), lastModified: updated_at })),
    ...["/products", ...categoryPaths(tree)].map((path) => ({ url: absoluteUrl(path, locale) })),
  ]
}

function categoryPaths(nodes: CategoryNode[]): string[] {
  return nodes.flatMap(({ slug, children }) => [`/categories/${slug}`, ...categoryPaths(children)])
}

export function partName({ locale, products }: Part): string {
  return products === null ? `${locale}-pages.xml` : `${locale}-products-${products + 1}.xml`
}

/** The part of that name; null when no file is called so. */
export function parsePart(name: string): Part | null {
  const found = /^([a-z]{2})-(?:pages|products-([1-9]\d{0,3}))\.xml$/.exec(name)
  if (!found?.[1]) return null
  return { locale: found[1], products: found[2] ? Number(found[2]) - 1 : null }
}
