import { describe, expect, it } from "vitest"

import {
  cleared,
  countChoices,
  listingHref,
  narrowing,
  parseListing,
  withChoice,
  withPrice,
} from "@/features/catalogue/listing-state"

const PLAIN = parseListing({})

describe("parseListing", () => {
  it("starts with everything, in the shop's own order", () => {
    expect(PLAIN).toEqual({ choices: {}, priceMin: "", priceMax: "", sort: "featured", page: 1 })
  })

  it("reads comma lists and repeated keys alike, each value once", () => {
    const state = parseListing({ "attr.colour": ["moss,clay", "moss"], available: "true" })
    expect(state.choices).toEqual({ "attr.colour": ["moss", "clay"], available: ["true"] })
  })

  it.each([
    [{ page: "0" }],
    [{ page: "-3" }],
    [{ page: "1e3" }],
    [{ page: "2.5" }],
    [{ page: "99999" }],
    [{ price_min: "cheap" }],
    [{ price_max: "-4" }],
    [{ sort: "drop table" }],
    [{ utm_source: "letter" }],
    [{ "attr.": "x" }],
  ])("drops what makes no sense: %o", (params) => {
    expect(parseListing(params)).toEqual(PLAIN)
  })

  it("accepts a decimal comma", () => {
    expect(parseListing({ price_min: "12,50" }).priceMin).toBe("12.50")
  })
})

describe("listingHref", () => {
  it("leaves defaults out", () => {
    expect(listingHref("/products", PLAIN)).toBe("/products")
  })

  it("has one address for one state", () => {
    const params = {
      sort: "-price",
      page: "2",
      "attr.size": "l",
      "attr.colour": "moss,clay",
      price_max: "80",
    }
    const href = "/products?attr.colour=moss,clay&attr.size=l&price_max=80&sort=-price&page=2"
    expect(listingHref("/products", parseListing(params))).toBe(href)
    const again = Object.fromEntries(new URLSearchParams(href.split("?")[1]))
    expect(listingHref("/products", parseListing(again))).toBe(href)
  })

  it("escapes what a value may contain", () => {
    expect(listingHref("/products", withChoice(PLAIN, "attr.colour", "a&b", true))).toBe(
      "/products?attr.colour=a%26b",
    )
  })
})

describe("changing the state", () => {
  const second = parseListing({ page: "3", "attr.colour": "moss" })

  it("goes back to the first page", () => {
    expect(withChoice(second, "attr.colour", "clay", true)).toMatchObject({
      page: 1,
      choices: { "attr.colour": ["moss", "clay"] },
    })
    expect(withPrice(second, "10", "").page).toBe(1)
  })

  it("takes a choice back", () => {
    expect(withChoice(second, "attr.colour", "moss", false).choices["attr.colour"]).toEqual([])
  })

  it("holds one category at a time", () => {
    const lamps = withChoice(PLAIN, "category", "lamps", true)
    expect(withChoice(lamps, "category", "chairs", true).choices.category).toEqual(["chairs"])
  })

  it("counts a price range as one filter and forgets all of them at once", () => {
    const narrowed = withPrice(second, "10", "90")
    expect(countChoices(narrowed)).toBe(2)
    expect(countChoices(cleared(narrowed))).toBe(0)
  })
})

describe("narrowing", () => {
  it("speaks the API's language", () => {
    const state = parseListing({
      "attr.colour": "moss,clay",
      available: "true",
      price_min: "5",
      category: "lamps",
    })
    expect(narrowing(state)).toEqual({
      attributes: { "attr.colour": "moss,clay" },
      available: true,
      category: "lamps",
      price_min: "5",
    })
  })

  it("asks for nothing when nothing is chosen", () => {
    expect(narrowing(PLAIN)).toEqual({})
  })
})
