import { expect, it } from "vitest"

import { hoursInWords } from "@/lib/opening-hours"

it("writes days that are alike as one run", () => {
  const open = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes })
  const spans = [
    open(0, "09:00", "13:00"),
    open(0, "14:00", "18:00"),
    ...[1, 2, 4, 5].map((day) => open(day, "09:00", "18:00")),
  ]

  expect(hoursInWords(spans, "en")).toEqual([
    { days: "Mon", times: "09:00–13:00, 14:00–18:00" },
    { days: "Tue–Wed", times: "09:00–18:00" },
    { days: "Fri–Sat", times: "09:00–18:00" },
  ])
  expect(hoursInWords([], "en")).toEqual([])
})
