import { describe, expect, it } from "vitest"

import { fieldName, toProblem } from "@/lib/api/problem"
import { refusal } from "@/lib/refusal"

const INVALID = {
  type: "urn:heron:problem:validation_failed",
  status: 400,
  code: "validation_failed",
  detail: "Some fields are wrong.",
  errors: [{ pointer: "/shipping_address/line1", code: "blank", detail: "May not be blank." }],
}

describe("toProblem", () => {
  it("keeps what the API says", () => {
    const error = toProblem(INVALID, 400)
    expect([error.code, error.status, error.problem.errors.length]).toEqual(["validation_failed", 400, 1])
  })

  it.each([[undefined], ["<html>502</html>"], [{ detail: "x" }], [[]]])("calls %o unexpected", (body) => {
    const error = toProblem(body, 502)
    expect([error.code, error.status]).toEqual(["unexpected_answer", 502])
  })
})

describe("fieldName", () => {
  it("turns a JSON pointer into the name of a form field", () => {
    expect(fieldName("/shipping_address/line1")).toBe("shipping_address.line1")
    expect(fieldName("/email")).toBe("email")
  })
})

describe("refusal", () => {
  it("names the fields and gives the input back", () => {
    const form = new FormData()
    form.set("shipping_address.line1", "")
    form.set("email", "ada@example.com")
    expect(refusal(toProblem(INVALID, 400), form)).toMatchObject({
      ok: false,
      code: "validation_failed",
      fields: { "shipping_address.line1": { code: "blank" } },
      values: { email: "ada@example.com" },
    })
  })

  it("never sends a password back", () => {
    const form = new FormData()
    form.set("password", "seven green kettles")
    expect(refusal(toProblem(INVALID, 400), form).values).toEqual({})
  })

  it("carries the problem's own members for the sentence", () => {
    const problem = toProblem(
      { status: 409, code: "insufficient_stock", detail: "", available: 2, sku: "X" },
      409,
    )
    expect(refusal(problem).params).toMatchObject({ available: 2, sku: "X" })
  })

  it("lets errors through that are no answer of the API", () => {
    expect(() => refusal(new TypeError("boom"))).toThrow("boom")
  })
})
