import { expect, it } from "vitest"

import { wellFormed } from "@/lib/http/well-formed"

it.each([
  "/",
  "/en/products/50%25",
  "/ar/products/%D9%83%D9%86%D8%A8%D8%A9",
  "/en/search?q=%E0%A4%A",
  "/en?x=%",
])("leaves %s as it is", (address) => {
  expect(wellFormed(address)).toBe(address)
})

it.each([
  ["/%", "/%EF%BF%BD"],
  ["/en/%E0%A4%A", "/en/%EF%BF%BD%EF%BF%BDA"],
  ["/%E0%A4%A/products?page=2", "/%EF%BF%BD%EF%BF%BDA/products?page=2"],
  ["/en/products/%C3%28", "/en/products/%EF%BF%BD"],
  ["/en/%zz", "/en/%EF%BF%BDzz"],
  ["/en/products/%00", "/en/products/%EF%BF%BD"],
  ["/en/a%0d%0aSet-Cookie:x", "/en/a%EF%BF%BD%EF%BF%BDSet-Cookie:x"],
])("writes %s as %s, which every reader can decode", (address, written) => {
  expect(wellFormed(address)).toBe(written)
  expect(() => decodeURIComponent(written.split("?")[0] ?? "")).not.toThrow()
})
