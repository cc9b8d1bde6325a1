import { describe, expect, it } from "vitest"

import { listingName } from "@/features/catalogue/listing-name"
import { parseListing } from "@/features/catalogue/listing-state"
import type { FacetValue } from "@/lib/api/types"

const PLACE = { locale: "en", currency: "EUR" }

const value = (code: string, label: string): FacetValue => ({
  value: code,
  label,
  count: 1,
  swatch: null,
  is_selected: false,
  depth: 0,
  parent: null,
})

const FACETS = [
  {
    code: "attr.colour",
    name: "Colour",
    type: "choice" as const,
    is_single: false,
    values: [value("moss", "Moss"), value("clay", "Clay")],
  },
  {
    code: "available",
    name: "Availability",
    type: "boolean" as const,
    is_single: true,
    values: [value("true", "In stock")],
  },
  {
    code: "attr.recycled",
    name: "Recycled",
    type: "boolean" as const,
    is_single: false,
    values: [value("true", "Yes")],
  },
  {
    code: "rating",
    name: "Rating",
    type: "choice" as const,
    is_single: true,
    values: [value("4", "4 and up")],
  },
]

describe("listingName", () => {
  it("is the words where nothing else was asked for", () => {
    expect(listingName(parseListing({ q: "wool rug" }), FACETS, PLACE)).toBe("wool rug")
  })

  it("says values by their labels and amounts as money", () => {
    const state = parseListing({ q: "rug", "attr.colour": "moss,clay", price_min: "50", price_max: "200" })
    expect(listingName(state, FACETS, PLACE)).toBe("rug · Moss · Clay · ≥ €50.00 · ≤ €200.00")
  })

  it("says what a yes and a number of stars are about", () => {
    const state = parseListing({ available: "true", "attr.recycled": "true", rating: "4" })
    expect(listingName(state, FACETS, PLACE)).toBe("In stock · Recycled · Rating: 4 and up")
  })

  it("keeps a value that the shop no longer has a label for", () => {
    expect(listingName(parseListing({ "attr.wood": "elm" }), FACETS, PLACE)).toBe("elm")
  })

  it("ends where a name must end", () => {
    expect(listingName(parseListing({ q: "x".repeat(200) }), FACETS, PLACE)).toHaveLength(120)
  })
})
