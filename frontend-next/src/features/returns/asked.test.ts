// @vitest-environment node

import { expect, it } from "vitest"

import { linesOf, photoOf } from "@/features/returns/asked"

it("takes the lines of which something is to come back", () => {
  const form = new FormData()
  form.set("pieces-oline_A", "2")
  form.set("pieces-oline_B", "0")
  form.set("pieces-oline_C", "many")
  form.set("reason", "faulty")
  expect(linesOf(form)).toEqual([{ line_id: "oline_A", quantity: 2 }])
})

it("takes a picture, and none for a field that was left alone", async () => {
  const form = new FormData()
  expect(await photoOf(form)).toBe("")
  form.set("photo", new File(["abc"], "a.jpg"))
  expect(await photoOf(form)).toBe("YWJj")
  form.set("photo", new File([], ""))
  expect(await photoOf(form)).toBe("")
})
