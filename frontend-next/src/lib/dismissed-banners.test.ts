import { afterEach, expect, it } from "vitest"

import { dismissBanner, readDismissed, shownBanner, SHOW_BANNER_SCRIPT } from "@/lib/dismissed-banners"

const BANNERS = [{ id: "ban_1" }, { id: "ban 2" }, { id: "ban_3" }]

afterEach(() => {
  document.cookie = "heron_banners=; path=/; max-age=0"
})

function shownByScript(): string[] {
  document.body.innerHTML = BANNERS.map(
    ({ id }, index) => `<p data-banner="${encodeURIComponent(id)}" ${index ? "hidden" : ""}>${id}</p>`,
  ).join("")
  globalThis.eval(SHOW_BANNER_SCRIPT)
  return [...document.querySelectorAll("p:not([hidden])")].map(({ textContent }) => textContent)
}

it("shows the first announcement that was not closed, before and after the scripts run", () => {
  expect(shownBanner(BANNERS, readDismissed())).toBe(BANNERS[0])
  expect(shownByScript()).toEqual(["ban_1"])
  dismissBanner("ban_1")
  dismissBanner("ban 2")
  expect(shownBanner(BANNERS, readDismissed())).toBe(BANNERS[2])
  expect(shownByScript()).toEqual(["ban_3"])
  dismissBanner("ban_3")
  expect(shownBanner(BANNERS, readDismissed())).toBeUndefined()
  expect(shownByScript()).toEqual([])
})
