import { expect, it } from "vitest"

import { daysInWords, deadlineInWords } from "@/lib/delivery-days"

const TUESDAY = "2026-12-01T14:00:00+01:00"

it("names a span of days in the language of the shopper", () => {
  const days = { earliest: "2026-12-03", latest: "2026-12-07" }
  expect(daysInWords(days, "de")).toBe("Do., 3.\u2009–\u2009Mo., 7. Dez.")
  expect(daysInWords({ ...days, latest: days.earliest }, "en")).toBe("Thu, Dec 3")
})

it("tells the hour by the clock of the warehouse, and the day when it is another", () => {
  // 23:30 in Berlin is still the day before in London, and tomorrow's cut-off is another day there.
  expect(deadlineInWords(TUESDAY, "de", new Date("2026-12-01T05:00:00Z"))).toBe("14:00")
  expect(deadlineInWords(TUESDAY, "de", new Date("2026-11-30T22:30:00Z"))).toBe("Di., 14:00")
  expect(deadlineInWords(TUESDAY, "de", new Date("2026-11-30T23:30:00Z"))).toBe("14:00")
})
