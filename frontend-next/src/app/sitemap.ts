import type { MetadataRoute } from "next"

import { getCategoryTree, listProductSlugs } from "@/features/catalogue/queries"
import { getChannel } from "@/features/channel/queries"
import { listPages } from "@/features/content/queries"
import { routing } from "@/i18n/routing"
import { absoluteUrl } from "@/lib/alternates"
import type { CategoryNode } from "@/lib/api/types"

export const dynamic = "force-dynamic"

/** Every public address in every language of the channel. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const channel = await getChannel(routing.defaultLocale)
  const offered = routing.locales.filter((code) => channel.locales.some((locale) => locale.code === code))
  return (await Promise.all(offered.map(addressesOf))).flat()
}

async function addressesOf(locale: string): Promise<MetadataRoute.Sitemap> {
  const [pages, tree, slugs] = await Promise.all([
    listPages(locale),
    getCategoryTree(locale),
    listProductSlugs(locale),
  ])
  return [
    ...pages.map(({ path, updated_at }) => ({ url: absoluteUrl(path, locale), lastModified: updated_at })),
    ...["/products", ...categoryPaths(tree), ...slugs.map((slug) => `/products/${slug}`)].map((path) => ({
      url: absoluteUrl(path, locale),
    })),
  ]
}

function categoryPaths(nodes: CategoryNode[]): string[] {
  return nodes.flatMap(({ slug, children }) => [`/categories/${slug}`, ...categoryPaths(children)])
}
