/** The names under which cached reads can be dropped; Django posts the same names to `/api/revalidate`. */
export const cacheTags = {
  channel: "channel",
  products: "products",
  categories: "categories",
  pages: "pages",
  menus: "menus",
  banners: "banners",
  product: (slug: string) => `product:${slug}`,
  category: (slug: string) => `category:${slug}`,
  page: (path: string) => `page:${path}`,
} as const

const KNOWN_TAG = /^(channel|products|categories|pages|menus|banners|(product|category|page):\S{1,200})$/

export function isCacheTag(value: unknown): value is string {
  return typeof value === "string" && KNOWN_TAG.test(value)
}

/** Seconds after which a read is refreshed even if no revalidation arrived. */
export const FALLBACK_SECONDS = { catalogue: 60, content: 60, channel: 300 } as const
