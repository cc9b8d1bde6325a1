import { describe, expect, it } from "vitest"

import { groupOptions, listOptions, searchHref } from "@/features/search/options"
import { NO_SUGGESTIONS, type Suggestions } from "@/features/search/suggestions"

const parts = (text: string) => [{ text, is_match: false }]

const FOUND: Suggestions = {
  queries: [{ text: "blue rug", highlighted: parts("blue rug") }],
  products: [
    { id: "prod_1", slug: "rug-a/b", name: "Rug", highlighted: parts("Rug"), image: null, price: null },
  ],
  categories: [{ slug: "rugs", name: "Rugs", breadcrumb: ["Home", "Textiles"], highlighted: parts("Rugs") }],
  pages: [{ path: "/care", title: "Care", highlighted: parts("Care") }],
}

describe("listOptions", () => {
  it("lists groups in the order they are shown in", () => {
    expect(listOptions("ru", ["lamp"], FOUND).map(({ key, href }) => [key, href])).toEqual([
      ["queries:blue rug", "/search?q=blue%20rug"],
      ["categories:rugs", "/categories/rugs"],
      ["products:prod_1", "/products/rug-a%2Fb"],
      ["pages:/care", "/care"],
    ])
  })

  it("offers recent searches while nothing is typed", () => {
    expect(listOptions("  ", ["lamp", "50 % wool"], NO_SUGGESTIONS).map(({ href }) => href)).toEqual([
      "/search?q=lamp",
      "/search?q=50%20%25%20wool",
    ])
  })

  it("keeps the order within groups", () => {
    expect(groupOptions(listOptions("", ["lamp"], FOUND)).map(([group]) => group)).toEqual([
      "recent",
      "queries",
      "categories",
      "products",
      "pages",
    ])
  })
})

describe("searchHref", () => {
  it("escapes what was typed", () => {
    expect(searchHref("a&b=c #1")).toBe("/search?q=a%26b%3Dc%20%231")
  })
})
