import { describe, expect, it } from "vitest"

import { visibleBranch } from "@/features/catalogue/components/filter-tree"

const value = (name: string, parent: string | null, depth: number) => ({
  value: name,
  label: name,
  count: 1,
  swatch: null,
  is_selected: false,
  depth,
  parent,
})

const TREE = [
  value("living", null, 0),
  value("rugs", "living", 1),
  value("runners", "rugs", 2),
  value("lamps", "living", 1),
  value("kitchen", null, 0),
  value("pans", "kitchen", 1),
]

const names = (chosen: string[]) => visibleBranch(TREE, chosen).map((each) => each.value)

describe("visibleBranch", () => {
  it("begins with the roots", () => {
    expect(names([])).toEqual(["living", "kitchen"])
  })

  it("opens the way to what is chosen and what lies right below it", () => {
    expect(names(["rugs"])).toEqual(["living", "rugs", "runners", "lamps", "kitchen"])
  })

  it("ignores a category that is not there", () => {
    expect(names(["attic"])).toEqual(["living", "kitchen"])
  })

  it("takes a value without its parent for a root", () => {
    expect(visibleBranch([value("rugs", "living", 1)], []).map((each) => each.value)).toEqual(["rugs"])
  })
})
