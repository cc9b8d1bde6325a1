import { countProducts, getCategoryTree, listProducts } from "@/features/catalogue/queries"
import { getChannel } from "@/features/channel/queries"
import { listPages } from "@/features/content/queries"
import { routing } from "@/i18n/routing"
import { absoluteUrl, alternates } from "@/lib/alternates"
import type { CategoryNode } from "@/lib/api/types"

export type Entry = {
  url: string
  lastModified?: string | null | undefined
  /** The same in other languages, by their codes. */
  languages?: Record<string, string>
  image?: string | undefined
}

/** What one file holds: all pages of a language, its categories, or its products by the ten thousand. */
export type Part = { locale: string; kind: "pages" | "categories" } | { locale: string; products: number }

const PRODUCTS_PER_PART = 10_000

/** Every file that all addresses need. None holds more than fifty thousand, which is what search engines take. */
export async function listParts(): Promise<Part[]> {
  const channel = await getChannel(routing.defaultLocale)
  const offered = routing.locales.filter((code) => channel.locales.some((locale) => locale.code === code))
  const parts = await Promise.all(offered.map(partsOf))
  return parts.flat()
}

async function partsOf(locale: string): Promise<Part[]> {
  const count = await countProducts(locale)
  return [
    { locale, kind: "pages" },
    { locale, kind: "categories" },
    ...Array.from({ length: Math.ceil(count / PRODUCTS_PER_PART) }, (_, products) => ({ locale, products })),
  ]
}

/** The public addresses of one part. */
export async function listAddresses(part: Part): Promise<Entry[]> {
  if ("products" in part) return listProductEntries(part.locale, part.products)
  return part.kind === "pages" ? listPageEntries(part.locale) : listCategoryEntries(part.locale)
}

async function listProductEntries(locale: string, index: number): Promise<Entry[]> {
  const products = await listProducts(locale, index * PRODUCTS_PER_PART, PRODUCTS_PER_PART)
  return products.map(({ slug, alternates: slugs, image }) => ({
    url: absoluteUrl(`/products/${slug}`, locale),
    languages: languagesOf(locale, slugs, (one) => `/products/${one}`),
    image,
  }))
}

/** The page of a category is shown at the address of the category, which is in another file. */
async function listPageEntries(locale: string): Promise<Entry[]> {
  const pages = (await listPages(locale)).filter(({ type }) => type !== "category")
  return [
    ...pages.map((page) => ({
      url: absoluteUrl(page.path, locale),
      lastModified: page.updated_at,
      languages: languagesOf(locale, page.alternates, (path) => path),
    })),
    { url: absoluteUrl("/products", locale) },
  ]
}

async function listCategoryEntries(locale: string): Promise<Entry[]> {
  return flat(await getCategoryTree(locale)).map(({ slug, image }) => ({
    url: absoluteUrl(`/categories/${slug}`, locale),
    image: image?.url,
  }))
}

function languagesOf(locale: string, written: Record<string, string>, pathOf: (name: string) => string) {
  const paths = Object.entries(written).map(([code, name]) => [code, pathOf(name)])
  const { languages } = alternates(locale, Object.fromEntries(paths) as Record<string, string>)
  return languages
}

function flat(nodes: CategoryNode[]): CategoryNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)])
}

export function partName(part: Part): string {
  const name = "products" in part ? `products-${String(part.products + 1)}` : part.kind
  return `${part.locale}-${name}.xml`
}

/** The part of that name; null when no file is called so. */
export function parsePart(name: string): Part | null {
  const found = /^([a-z]{2})-(?:(pages|categories)|products-([1-9]\d{0,3}))\.xml$/.exec(name)
  const [, locale, kind, number] = found ?? []
  if (!locale) return null
  return kind ? { locale, kind: kind as "pages" | "categories" } : { locale, products: Number(number) - 1 }
}
