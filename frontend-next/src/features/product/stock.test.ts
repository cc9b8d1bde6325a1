import { expect, it } from "vitest"

import { stockIn, withStock } from "@/features/product/stock"
import type { Variant } from "@/lib/api/types"

const LAMP = { id: "var_1", availability: { status: "in_stock", is_available: true } } as Variant
const FEW = { status: "low_stock", is_available: true, left: 2 } as const

it("shows what was told last of a variant, and the page's word of all others", () => {
  const message = {
    id: 1,
    topic: "product:prod_1",
    kind: "stock.changed",
    body: { variants: { var_1: FEW } },
  }
  const known = stockIn(message, {})
  expect(withStock(LAMP, known).availability).toEqual(FEW)
  expect(withStock({ ...LAMP, id: "var_2" }, known).availability).toEqual(LAMP.availability)
  expect(stockIn({ kind: "resync", isFirst: true }, known)).toBe(known)
  expect(stockIn({ kind: "resync", isFirst: false }, known)).toEqual({})
})
