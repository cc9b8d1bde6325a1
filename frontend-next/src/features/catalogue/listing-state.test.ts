import { describe, expect, it } from "vitest"

import {
  cleared,
  countChoices,
  clearedOfAll,
  settled,
  withChoice,
  withInnermost,
  withLiteral,
  withPrice,
} from "@/features/catalogue/listing-changes"
import { listingHref, narrowing } from "@/features/catalogue/listing-query"
import { parseListing } from "@/features/catalogue/listing-state"
import type { Understood } from "@/lib/api/types"

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

const TREE = [
  { value: "living", parent: null },
  { value: "rugs", parent: "living" },
  { value: "runners", parent: "rugs" },
  { value: "lamps", parent: "living" },
  { value: "kitchen", parent: null },
  { value: "pans", parent: "kitchen" },
]

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

  it.each([
    ["adds one beside another", ["rugs"], "lamps", true, ["rugs", "lamps"]],
    ["adds one of another branch", ["runners", "lamps"], "pans", true, ["runners", "lamps", "pans"]],
    ["takes a child in the place of its parent", ["living"], "rugs", true, ["rugs"]],
    [
      "takes a grandchild in the place of what is above",
      ["living", "pans"],
      "runners",
      true,
      ["pans", "runners"],
    ],
    [
      "takes a parent in the place of what is in it",
      ["runners", "lamps", "pans"],
      "living",
      true,
      ["pans", "living"],
    ],
    ["takes one back and leaves the others", ["rugs", "lamps"], "rugs", false, ["lamps"]],
    ["adds one that it does not know", ["attic"], "rugs", true, ["attic", "rugs"]],
    ["holds each once", ["rugs"], "rugs", true, ["rugs"]],
  ])("%s", (_what, before, value, isChosen, after) => {
    const state = { ...PLAIN, page: 3, choices: { category: before } }
    const changed = withChoice(state, "category", value, isChosen, TREE)
    expect(changed).toMatchObject({ page: 1, choices: { category: after } })
  })

  it("leaves of categories that lie in each other the innermost", () => {
    const state = parseListing({ category: ["living", "runners", "pans"], available: "true" })
    expect(withInnermost(state, "category", TREE).choices).toEqual({
      category: ["runners", "pans"],
      available: ["true"],
    })
  })

  it("holds one rating at a time", () => {
    const four = withChoice(PLAIN, "rating", "4", true)
    expect(withChoice(four, "rating", "3", true).choices.rating).toEqual(["3"])
  })

  it("takes words literally again, each field once, and begins anew", () => {
    const searched = parseListing({ q: "blue rug", page: "4", cursor: "abc" })
    const literal = withLiteral(withLiteral(searched, "price"), "attr.colour")
    expect(withLiteral(literal, "price")).toMatchObject({
      words: "blue rug",
      literal: ["attr.colour", "price"],
      page: 1,
      cursor: "",
    })
  })

  it("clears what was chosen and what was understood, but not the words", () => {
    const narrowed = withChoice(parseListing({ q: "blue rug" }), "available", "true", true)
    expect(clearedOfAll(narrowed, ["attr.colour"])).toMatchObject({
      words: "blue rug",
      choices: {},
      literal: ["attr.colour"],
    })
  })

  it("puts a chosen filter in the place of the words it was read out of", () => {
    const searched = parseListing({ q: "moss rug under 200", page: "2" })
    const understood: Understood[] = [
      { field: "attr.colour", kind: "colour", value: "moss", label: "Moss", words: "moss" },
      { field: "price", kind: "price", value: "-200", label: "up to €200.00", words: "under 200" },
    ]
    const coloured = settled(searched, understood, "attr.colour")
    expect(coloured).toMatchObject({
      words: "rug under 200",
      choices: { "attr.colour": ["moss"] },
      page: 1,
    })
    expect(settled(coloured, understood, "price")).toMatchObject({
      words: "rug",
      priceMin: "",
      priceMax: "200",
    })
    expect(settled(searched, understood, "rating")).toBe(searched)
  })

  it("takes words literally that were corrected before they were understood", () => {
    const understood: Understood[] = [
      { field: "category", kind: "category", value: "rugs", label: "Rugs", words: "rugs" },
    ]
    expect(settled(parseListing({ q: "rusg" }), understood, "category")).toMatchObject({
      words: "rusg",
      literal: ["category"],
      choices: { category: ["rugs"] },
    })
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
      category: "lamps,rugs",
      q: "reading",
      literal: "price",
      rating: "4",
      seller: "a,b",
    })
    expect(narrowing(state)).toEqual({
      q: "reading",
      literal: "price",
      rating: 4,
      seller: "a,b",
      attributes: { "attr.colour": "moss,clay" },
      available: true,
      category: "lamps,rugs",
      price_min: "5",
    })
  })

  it("asks for nothing when nothing is chosen", () => {
    expect(narrowing(PLAIN)).toEqual({})
  })
})
