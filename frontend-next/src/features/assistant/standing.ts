/** The page that somebody stands on: what “this” may mean. */
export type Page = { kind: "product" | "category"; slug: string }

const PAGE = /^\/\w+\/(products|categories)\/([^/]+)$/

/** The product or category of an address of the storefront; undefined for all other pages. */
export function pageAt(pathname: string): Page | undefined {
  const [, place, slug] = PAGE.exec(pathname) ?? []
  if (!slug) return undefined
  return { kind: place === "products" ? "product" : "category", slug: decodeURIComponent(slug) }
}
