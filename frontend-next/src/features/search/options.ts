import type { Parts, Suggestions } from "@/features/search/suggestions"

export type Group = "recent" | "queries" | "products" | "categories" | "pages"

/** One line of the list under the box, and where it leads. */
export type Option = {
  key: string
  group: Group
  href: string
  parts: Parts
  note?: string
  product?: Suggestions["products"][number]
}

export function searchHref(words: string): string {
  return `/search?q=${encodeURIComponent(words)}`
}

/** Everything that can be chosen, in the order of the arrow keys. Recent searches show while nothing is typed. */
export function listOptions(typed: string, recent: readonly string[], found: Suggestions): Option[] {
  const words = typed.trim()
  return [
    ...recentOptions(words, recent),
    ...found.queries.map(({ text, highlighted }): Option =>
      option("queries", text, searchHref(text), highlighted),
    ),
    ...found.categories.map(({ slug, breadcrumb, highlighted }): Option => ({
      ...option("categories", slug, `/categories/${encodeURIComponent(slug)}`, highlighted),
      note: breadcrumb.join(" › "),
    })),
    ...found.products.map((product): Option => ({
      ...option("products", product.id, `/products/${encodeURIComponent(product.slug)}`, product.highlighted),
      product,
    })),
    ...found.pages.map(({ path, highlighted }): Option => option("pages", path, path, highlighted)),
  ]
}

export function groupOptions(options: Option[]): [Group, Option[]][] {
  const groups = [...new Set(options.map(({ group }) => group))]
  return groups.map((name) => [name, options.filter(({ group }) => group === name)])
}

function recentOptions(words: string, recent: readonly string[]): Option[] {
  if (words) return []
  return recent.map((text) => option("recent", text, searchHref(text), [{ text, is_match: false }]))
}

function option(group: Group, id: string, href: string, parts: Parts): Option {
  return { key: `${group}:${id}`, group, href, parts }
}
