import { describe, expect, it } from "vitest"

import { chooseValue, initialVariant, isPossible, variantImages } from "@/features/product/variants"
import type { Image, ProductOption, Variant } from "@/lib/api/types"

const option = (code: string, values: string[]): ProductOption => ({
  code,
  name: code,
  values: values.map((value) => ({ code: value, label: value, swatch: null })),
})

const variant = (colour: string, size: string, isAvailable = true): Variant => ({
  id: `var_${colour}_${size}`,
  sku: `${colour}-${size}`,
  ean: null,
  name: "Blanket",
  options: { colour, size },
  prices: {},
  availability: { status: isAvailable ? "in_stock" : "out_of_stock", is_available: isAvailable },
  image_ids: [`img_${colour}`],
})

const OPTIONS = [option("colour", ["moss", "clay"]), option("size", ["s", "l"])]
const MOSS_S = variant("moss", "s")
const MOSS_L = variant("moss", "l", false)
const CLAY_S = variant("clay", "s", false)
const VARIANTS = [CLAY_S, MOSS_L, MOSS_S]

describe("initialVariant", () => {
  it("shows what the address asks for, even when it is sold out", () => {
    expect(initialVariant(VARIANTS, MOSS_L.id)).toBe(MOSS_L)
  })

  it("else shows the first one that can be bought", () => {
    expect(initialVariant(VARIANTS, "var_unknown")).toBe(MOSS_S)
  })

  it("else shows the first one", () => {
    expect(initialVariant([CLAY_S, MOSS_L], undefined)).toBe(CLAY_S)
  })
})

describe("isPossible", () => {
  it("refuses a combination that is not made", () => {
    expect(isPossible(VARIANTS, OPTIONS, CLAY_S, "size", "l")).toBe(false)
  })

  it("never binds an earlier option by a later one, so that nobody gets stuck", () => {
    expect(isPossible(VARIANTS, OPTIONS, MOSS_L, "colour", "clay")).toBe(true)
  })
})

describe("chooseValue", () => {
  it("keeps the other choices where they fit", () => {
    expect(chooseValue(VARIANTS, OPTIONS, CLAY_S, "colour", "moss")).toBe(MOSS_S)
  })

  it("gives up a later choice that does not fit", () => {
    expect(chooseValue(VARIANTS, OPTIONS, MOSS_L, "colour", "clay")).toBe(CLAY_S)
  })

  it("stays where it is when nothing fits", () => {
    expect(chooseValue(VARIANTS, OPTIONS, CLAY_S, "size", "l")).toBe(CLAY_S)
  })
})

describe("variantImages", () => {
  const image = (id: string): Image => ({ id, alt: "", width: 1, height: 1, url: `/${id}`, sources: [] })
  const images = [image("img_clay"), image("img_room"), image("img_moss")]

  it("shows the variant's own pictures first, then the general ones, never another variant's", () => {
    expect(variantImages(images, VARIANTS, MOSS_S).map(({ id }) => id)).toEqual(["img_moss", "img_room"])
  })

  it("shows all there is when nothing belongs to the variant", () => {
    const bare = { ...MOSS_S, image_ids: [] }
    expect(variantImages([images[0] as Image], [CLAY_S, bare], bare)).toHaveLength(1)
  })
})
