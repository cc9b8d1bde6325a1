import { expect, it } from "vitest"

import { choose, type Conditions, type Known } from "@/features/content/conditions"

const ANY: Conditions = {
  countries: [],
  device: "any",
  visit: "any",
  visitor: "any",
  segment: null,
  campaign: null,
}
const NOTHING: Known = {
  isPhone: false,
  isSignedIn: null,
  isReturning: null,
  country: null,
  segments: null,
  campaign: null,
}

it.each<[string, Partial<Conditions>, Partial<Known>, boolean]>([
  ["nothing asked", {}, {}, true],
  ["a phone on a phone", { device: "phone" }, { isPhone: true }, true],
  ["a phone on a desk", { device: "phone" }, {}, false],
  ["a desk on a desk", { device: "desktop" }, {}, true],
  ["who is signed in", { visit: "signed_in" }, { isSignedIn: true }, true],
  ["who is not", { visit: "signed_out" }, { isSignedIn: false }, true],
  ["who is not known yet", { visit: "signed_out" }, {}, false],
  ["the first visit", { visitor: "new" }, { isReturning: false }, true],
  ["a later visit", { visitor: "returning" }, { isReturning: true }, true],
  ["a later visit at the first", { visitor: "returning" }, { isReturning: false }, false],
  ["a visit that is not known yet", { visitor: "new" }, {}, false],
  ["the country", { countries: ["AT", "CH"] }, { country: "CH" }, true],
  ["another country", { countries: ["AT"] }, { country: "DE" }, false],
  ["no known country", { countries: ["AT"] }, {}, false],
  ["the segment", { segment: "big" }, { segments: ["new", "big"] }, true],
  ["another segment", { segment: "big" }, { segments: ["new"] }, false],
  ["segments that are not known yet", { segment: "big" }, {}, false],
  ["the campaign", { campaign: "spring" }, { campaign: "spring" }, true],
  ["another campaign", { campaign: "spring" }, { campaign: "autumn" }, false],
  ["one of two conditions", { countries: ["AT"], device: "phone" }, { country: "AT" }, false],
])("%s", (_, asked, known, isMeant) => {
  const variant = { ...ANY, ...asked }
  expect(choose([variant], { ...NOTHING, ...known })).toBe(isMeant ? variant : null)
})

it("takes the first of several", () => {
  const [one, two] = [{ ...ANY, device: "phone" as const }, { ...ANY }]
  expect(choose([one, two], { ...NOTHING, isPhone: true })).toBe(one)
  expect(choose([one, two], NOTHING)).toBe(two)
})
