// @vitest-environment node

import { describe, expect, it } from "vitest"

import { filesOf, startOf, valuesOf, writtenIn, type FormField } from "@/features/content/form-fields"

const FIELD: FormField = {
  name: "topics",
  type: "checkboxes",
  label: "Topics",
  help: "",
  is_required: false,
  choices: ["A", "B", "C"],
  initial: ["C"],
}

function filled(): FormData {
  const form = new FormData()
  form.set("form-token", "x")
  form.set("website", "")
  form.set("field-message", "One\r\ntwo")
  form.append("field-topics", "A")
  form.append("field-topics", "B")
  form.set("field-picture", new File(["abc"], "x.png"))
  form.set("field-nothing", new File([], ""))
  return form
}

describe("a form of an editor", () => {
  it("says what was written by the names of its fields", () => {
    expect(valuesOf(filled())).toEqual({ message: ["One\ntwo"], topics: ["A", "B"] })
  })

  it("sends the files that are any", async () => {
    expect(await filesOf(filled())).toEqual({ picture: { name: "x.png", content: "YWJj" } })
  })

  it("begins with what was written, else with what the editor suggests", () => {
    expect(startOf(FIELD, undefined)).toEqual(["C"])
    expect(startOf(FIELD, writtenIn(filled()))).toEqual(["A", "B"])
    expect(startOf(FIELD, {})).toEqual([])
    const message = { ...FIELD, name: "message", type: "multiline" }
    expect(startOf(message, writtenIn(filled()))).toEqual(["One\ntwo"])
  })
})
