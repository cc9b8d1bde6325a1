import { expect, it } from "vitest"

import { pageAt } from "@/features/assistant/standing"

it("knows the product or the category that somebody looks at", () => {
  expect(pageAt("/en/products/marsh-sofa")).toEqual({ kind: "product", slug: "marsh-sofa" })
  expect(pageAt("/ar/categories/%D9%85")).toEqual({ kind: "category", slug: "م" })
  for (const other of ["/en", "/en/products", "/en/cart", "/en/products/a/b"])
    expect(pageAt(other)).toBeUndefined()
})
