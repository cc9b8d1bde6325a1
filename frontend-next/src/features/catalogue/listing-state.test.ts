import { describe, expect, it } from "vitest"

import { withChoice } from "@/features/catalogue/listing-changes"
import { listingHref, narrowing } from "@/features/catalogue/listing-query"
import { parseListing } from "@/features/catalogue/listing-state"

const PLAIN = parseListing({})

describe("parseListing", () => {
  it("starts with everything, in the shop's own order", () => {
    expect(PLAIN).toEqual({
      words: "",
      literal: [],
      choices: {},
      priceMin: "",
      priceMax: "",
      sort: "relevance",
      page: 1,
      cursor: "",
    })
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
    [{ literal: "weather" }],
    [{ cursor: "<script>" }],
    [{ q: " \t " }],
  ])("drops what makes no sense: %o", (params) => {
    expect(parseListing(params)).toEqual(PLAIN)
  })

  it("keeps what was typed, with single spaces and no longer than anyone types", () => {
    expect(parseListing({ q: "  blue \n rug \0" }).words).toBe("blue rug")
    expect(parseListing({ q: "x".repeat(10_000) }).words).toHaveLength(200)
  })

  it("cuts between characters, so that every state can be written as an address", () => {
    const state = parseListing({ q: "🛋".repeat(300) })
    expect(Array.from(state.words)).toHaveLength(200)
    expect(listingHref("/search", state)).toMatch(/^\/search\?q=(%F0%9F%9B%8B)+$/)
  })

  it("takes two amounts in the wrong order for the range between them", () => {
    const { priceMin, priceMax } = parseListing({ price_min: "200", price_max: "50" })
    expect([priceMin, priceMax]).toEqual(["50", "200"])
  })

  it("leaves out ratings that nobody can give, and values beyond what the API takes", () => {
    const many = Array.from({ length: 500 }, (_, index) => `value-${String(index)}`).join(",")
    const { choices } = parseListing({ rating: "9,4", "attr.colour": many })
    expect(choices.rating).toEqual(["4"])
    expect(choices["attr.colour"]).toHaveLength(50)
  })

  it("reads amounts as the language writes them", () => {
    expect(parseListing({ price_min: "12,50" }).priceMin).toBe("12.5")
    expect(parseListing({ price_max: "1.090" }, "de").priceMax).toBe("1090")
    expect(parseListing({ price_max: "1 090" }, "fr").priceMax).toBe("1090")
    expect(parseListing({ price_max: "٥٠" }, "ar").priceMax).toBe("50")
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

  it("puts the words first and never cuts them at a comma", () => {
    const state = parseListing({ q: "sofa, green", literal: "price,attr.colour", sort: "discount" })
    expect(listingHref("/search", state)).toBe(
      "/search?q=sofa%2C%20green&literal=price,attr.colour&sort=discount",
    )
  })

  it("goes by cursor where pages have no numbers any more", () => {
    expect(listingHref("/search", { ...PLAIN, page: 416, cursor: "abc" })).toBe("/search?cursor=abc")
  })

  it("escapes what a value may contain", () => {
    expect(listingHref("/products", withChoice(PLAIN, "attr.colour", "a&b", true))).toBe(
      "/products?attr.colour=a%26b",
    )
  })
})

describe("narrowing", () => {
  it("speaks the API's language", () => {
    const state = parseListing({
      "attr.colour": "moss,clay",
      available: "true",
      price_min: "5",
      category: "lamps,rugs",
      q: "reading",
      literal: "price",
      rating: "4",
      seller: "a,b",
    })
    expect(narrowing(state)).toEqual({
      q: "reading",
      attributes: {
        literal: "price",
        rating: "4",
        seller: "a,b",
        "attr.colour": "moss,clay",
        available: "true",
        category: "lamps,rugs",
        price_min: "5",
      },
    })
  })

  it("asks for nothing when nothing is chosen", () => {
    expect(narrowing(PLAIN)).toEqual({})
  })
})
