import { expect, test } from "vitest"

import { usedFirst } from "@/features/payment/saved-order"
import type { SavedMethod } from "@/lib/api/types"

const saved = (id: string, more: Partial<SavedMethod> = {}): SavedMethod => ({
  id,
  method: "stripe",
  label: `Visa •••• ${id}`,
  brand: "visa",
  last_four: id,
  expires: "2034-12-31",
  is_expired: false,
  is_default: false,
  ...more,
})

test("what is preferred is used first, else the first that has not expired", () => {
  const old = saved("1", { is_expired: true, is_default: true })
  expect(usedFirst([old, saved("2"), saved("3", { is_default: true })])?.id).toBe("3")
  expect(usedFirst([old, saved("2"), saved("3")])?.id).toBe("2")
  expect(usedFirst([old])).toBeUndefined()
  expect(usedFirst([])).toBeUndefined()
})
