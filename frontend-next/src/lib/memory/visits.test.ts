import { beforeEach, expect, it } from "vitest"

import { answerConsent } from "@/lib/memory/consent"
import { noteVisit } from "@/lib/memory/visits"

const NOW = 1_800_000_000_000
const SECOND = NOW / 1000

beforeEach(() => {
  for (const name of ["heron_memory", "heron_visit"]) document.cookie = `${name}=; max-age=0; path=/`
})

it.each<[string, string, boolean, string]>([
  ["who has just agreed", "", false, "first"],
  ["the same visit", `; heron_visit=first.${String(SECOND - 1800)}`, false, "first"],
  ["a later visit", `; heron_visit=first.${String(SECOND - 1801)}`, true, "later"],
  ["the rest of a later visit", `; heron_visit=later.${String(SECOND)}`, true, "later"],
  ["what others wrote", "; heron_visit=later.x", false, "first"],
])("%s", (_, kept, isReturning, word) => {
  expect(noteVisit(`heron_memory=yes${kept}`, NOW)).toEqual({
    isReturning,
    cookie: `heron_visit=${word}.${String(SECOND)}; Path=/; Max-Age=15724800; SameSite=Lax`,
  })
})

it.each(["", "heron_memory=no; heron_visit=later.1", "heron_visit=later.1"])(
  "keeps and believes nothing without consent: %s",
  (cookies) => {
    expect(noteVisit(cookies, NOW)).toEqual({ isReturning: false, cookie: null })
  },
)

it("is forgotten at once by who takes the consent back", () => {
  answerConsent(true)
  document.cookie = "heron_visit=later.1; path=/"
  answerConsent(true)
  expect(document.cookie).toContain("heron_visit=later.1")
  answerConsent(false)
  expect(document.cookie).toBe("heron_memory=no")
})
