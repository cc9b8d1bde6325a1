import { expect, it } from "vitest"

import { currentMoment, isStale, tellEverythingStale, tellStale } from "@/lib/staleness"

it("calls stale what was begun before one of its names was told", () => {
  const before = currentMoment()
  tellStale(["product:lamp"])
  const after = currentMoment()
  expect(isStale(["channel", "product:lamp"], before)).toBe(true)
  expect(isStale(["channel", "product:rug"], before)).toBe(false)
  expect(isStale(["product:lamp"], after)).toBe(false)
})

it("calls everything stale that was begun before something may have been missed", () => {
  const before = currentMoment()
  tellEverythingStale()
  expect(isStale([], before)).toBe(true)
  expect(isStale([], currentMoment())).toBe(false)
})

it("remembers a bounded number of names and trusts nothing older", () => {
  const before = currentMoment()
  tellStale(["product:first"])
  const between = currentMoment()
  tellStale(Array.from({ length: 30_000 }, (_, index) => `product:${index}`))
  expect(isStale(["channel"], before)).toBe(true)
  expect(isStale(["product:29999"], between)).toBe(true)
  expect(isStale(["product:29999"], currentMoment())).toBe(false)
})
