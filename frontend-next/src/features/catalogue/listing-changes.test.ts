import { describe, expect, it } from "vitest"

import {
  cleared,
  clearedOfAll,
  countChoices,
  settled,
  withChoice,
  withInnermost,
  withLiteral,
  withPrice,
} from "@/features/catalogue/listing-changes"
import { parseListing } from "@/features/catalogue/listing-state"
import type { Understood } from "@/lib/api/types"

const PLAIN = parseListing({})

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
    const changed = withChoice(state, "category", value, isChosen, { is_single: false, values: TREE })
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
    const ratings = { is_single: true, values: [] }
    const four = withChoice(PLAIN, "rating", "4", true, ratings)
    expect(withChoice(four, "rating", "3", true, ratings).choices.rating).toEqual(["3"])
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
