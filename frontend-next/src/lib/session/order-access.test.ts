import { describe, expect, it } from "vitest"

import { parseOrderKeys, withOrderKey } from "@/lib/session/order-access"

describe("parseOrderKeys", () => {
  it.each([[undefined], [""], ["{"], ['{"R-1": 7}'], ['["x"]'], ['{"R-1": {"secret": "x"}}']])(
    "takes %o for nothing known",
    (value) => {
      expect(parseOrderKeys(value)).toEqual({})
    },
  )

  it("reads what was written", () => {
    const keys = withOrderKey({}, "R-AB12-CD34", { token: "t" })
    expect(parseOrderKeys(JSON.stringify(keys))).toEqual({ "R-AB12-CD34": { token: "t" } })
  })
})

describe("withOrderKey", () => {
  it("keeps the newest eight and moves a known order to the end", () => {
    const numbers = Array.from({ length: 9 }, (_, index) => `R-${String(index)}`)
    const all = numbers.reduce((keys, number) => withOrderKey(keys, number, { email: "a@b.c" }), {})
    expect(Object.keys(all)).toEqual(numbers.slice(1))
    expect(Object.keys(withOrderKey(all, "R-1", { token: "t" })).at(-1)).toBe("R-1")
  })
})
