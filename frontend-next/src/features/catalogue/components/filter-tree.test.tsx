import { fireEvent, render, screen, within } from "@testing-library/react"
import { describe, expect, it, vi } from "vitest"

import { FilterTree, visibleBranches } from "@/features/catalogue/components/filter-tree"
import type { Facet } from "@/lib/api/types"

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

const names = (chosen: string[]) => visibleBranches(TREE, chosen).map((each) => each.value)

describe("visibleBranches", () => {
  it("begins with the roots", () => {
    expect(names([])).toEqual(["living", "kitchen"])
  })

  it("opens the way to what is chosen and what lies right below it", () => {
    expect(names(["rugs"])).toEqual(["living", "rugs", "runners", "lamps", "kitchen"])
  })

  it("opens the way to each of several", () => {
    expect(names(["lamps", "pans"])).toEqual(["living", "rugs", "lamps", "kitchen", "pans"])
  })

  it("ignores a category that is not there", () => {
    expect(names(["attic"])).toEqual(["living", "kitchen"])
  })

  it("takes a value without its parent for a root", () => {
    expect(visibleBranches([value("rugs", "living", 1)], []).map((each) => each.value)).toEqual(["rugs"])
  })
})

describe("FilterTree", () => {
  const facet = { code: "category", name: "Category", values: TREE } as unknown as Facet

  function show(chosen: string[]) {
    const onChange = vi.fn()
    const { container } = render(
      <form>
        <FilterTree idPrefix="side" facet={facet} chosen={chosen} onChange={onChange} />
      </form>,
    )
    const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name: `${name} 1` })
    return { onChange, box, form: container.querySelector("form") as HTMLFormElement }
  }

  it("is a named group of boxes, of which several are ticked, one in the other's list", () => {
    const { box } = show(["lamps", "pans"])
    const group = screen.getByRole("group", { name: "Category" })
    expect(within(group).queryByRole("radio")).toBeNull()
    expect(["living", "rugs", "lamps", "kitchen", "pans"].map((name) => box(name).checked)).toEqual([
      ...[false, false, true],
      ...[false, true],
    ])
    const lists = within(group).getAllByRole("list")
    expect(lists.map((list) => within(list).getAllByRole("checkbox").length)).toEqual([5, 2, 1])
  })

  it("shows that only a part of a category is chosen", () => {
    const { box } = show(["runners"])
    expect(["living", "rugs", "runners", "kitchen"].map((name) => box(name).indeterminate)).toEqual([
      ...[true, true, false],
      false,
    ])
  })

  it("tells what was ticked and what was taken back", () => {
    const { box, onChange } = show(["rugs"])
    fireEvent.click(box("lamps"))
    fireEvent.click(box("rugs"))
    expect(onChange.mock.calls).toEqual([
      ["lamps", true],
      ["rugs", false],
    ])
  })

  it("is sent by the form as it stands", () => {
    const { form } = show(["lamps", "pans"])
    expect(new FormData(form).getAll("category")).toEqual(["lamps", "pans"])
  })
})
