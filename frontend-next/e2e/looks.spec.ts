import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { openWebsite } from "./office"
import { settings } from "./settings"
import { wake } from "./shopper"
import { STORIES } from "./story"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)

test("a place on a picture of a lookbook opens its product's card, which leads to the product", async ({
  page,
}) => {
  await page.goto("/en/lookbooks")
  await slot(page, "lookbooks-page").getByRole("link", { name: "The quiet season" }).click()
  const mark = slot(page, "spread").first().getByRole("button", { name: "Bittern Sofa" })
  const card = page.getByRole("dialog", { name: "Bittern Sofa" })
  await expect(card).toBeHidden()
  await mark.click()
  await expect(card).toContainText("€")
  const { violations } = await new AxeBuilder({ page }).include('[data-slot="lookbook-page"]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  await page.keyboard.press("Escape")
  await expect(card).toBeHidden()
  await expect(mark).toBeFocused()
  await mark.press("Enter")
  await card.getByRole("link", { name: "Bittern Sofa" }).click()
  await expect(page).toHaveURL(/\/en\/products\/bittern-sofa$/)
})

/** How often the report says that the variant of the letter was shown; null where it stands for another page. */
async function countShown(office: Page): Promise<number> {
  await office.goto(`${settings.api}/cms/reports/places/?days=7`)
  const line = office.getByRole("row").filter({ hasText: "Letter" }).filter({ hasText: "(English)" })
  return Number(await line.getByRole("cell").nth(3).textContent())
}

test("who comes from a campaign sees what is meant for them, and the report counts it", async ({
  page,
  browser,
  baseURL,
}) => {
  await openWebsite(page)
  const before = await countShown(page)
  const reader = await (await browser.newContext({ baseURL })).newPage()
  await reader.goto(STORIES.en)
  const place = slot(reader, "slot")
  await expect(place.getByText("First visit?")).toBeVisible()
  await expect(place.getByText("You have read our letter.")).toBeHidden()

  await wake(reader)
  await reader.getByRole("checkbox", { name: /Remember what I look at/ }).check()
  await reader.goto(`${STORIES.en}?utm_campaign=long-table`)
  await place.scrollIntoViewIfNeeded()
  await expect(place.getByText("You have read our letter.")).toBeVisible()
  await expect(place.getByText("First visit?")).toBeHidden()
  await expect(async () => expect(await countShown(page)).toBe(before + 1)).toPass()

  // An hour later, in a window of its own: the campaign was kept for the other one.
  const anHourAgo = String(Math.floor(Date.now() / 1000) - 3600)
  const url = new URL("/", reader.url()).href
  await reader.context().addCookies([{ name: "heron_visit", value: `first.${anHourAgo}`, url }])
  const later = await reader.context().newPage()
  await later.goto(STORIES.en)
  await slot(later, "slot").scrollIntoViewIfNeeded()
  await expect(slot(later, "slot").getByText("Good to see you again.")).toBeVisible()
})
