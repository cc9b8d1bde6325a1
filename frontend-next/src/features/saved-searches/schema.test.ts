import { describe, expect, it } from "vitest"

import { searchFields } from "@/features/saved-searches/fields"
import { parseSearchToSave } from "@/features/saved-searches/schema"

const SEARCH = { name: "rug · Moss", q: "rug", filters: { "attr.colour": "moss,clay", price_max: "200" } }

function formOf(fields: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

describe("a search to save", () => {
  it("comes out of a form as it went in", () => {
    expect(parseSearchToSave(formOf(searchFields(SEARCH)))).toEqual(SEARCH)
  })

  it("takes no other field for a filter", () => {
    const form = formOf([
      ...searchFields({ ...SEARCH, filters: {} }),
      ["$ACTION_ID", "1"],
      ["colour", "moss"],
    ])
    expect(parseSearchToSave(form)?.filters).toEqual({})
  })

  it.each<[string, [string, string][]]>([
    ["no words at all", [["name", "rug"]]],
    ["words that nobody types", searchFields({ ...SEARCH, q: "x".repeat(201) })],
    ["an empty filter", searchFields({ ...SEARCH, filters: { price_max: "" } })],
  ])("refuses %s", (_, fields) => {
    expect(parseSearchToSave(formOf(fields))).toBeNull()
  })
})
