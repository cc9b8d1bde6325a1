import { expect, it } from "vitest"

import { safeReturnPath } from "@/features/account/return-path"

it.each(["/checkout", "/products/vase?variant=var_1", "/products/vase#reviews", "/"])(
  "follows %s",
  (path) => {
    expect(safeReturnPath(path)).toBe(path)
  },
)

it.each([
  undefined,
  "",
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/a b",
  "/a#//evil.example",
  "/a\nb",
])("does not follow %o", (path) => {
  expect(safeReturnPath(path)).toBe("/account")
})
