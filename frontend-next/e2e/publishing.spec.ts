import { expect, test, type Page } from "@playwright/test"

import { openPage, openWebsite, publishPage, writePage } from "./office"
import { settings } from "./settings"

const HEADING = 'input[name="body-0-value-heading"]'
const PROMISED_MS = 5000

/** Every language has a home page of its own; the right one is known by what it says. */
async function openHomePage(page: Page, heading: string): Promise<void> {
  await page.goto(`${settings.api}/cms/pages/`)
  const links = page.locator('a[href^="/cms/pages/"][href$="/edit/"]')
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))
  for (const path of new Set(paths)) {
    await page.goto(`${settings.api}${path}`)
    const field = page.locator(HEADING)
    if ((await field.count()) > 0 && (await field.inputValue()) === heading) return
  }
  throw new Error(`No home page says “${heading}”.`)
}

async function publish(page: Page, heading: string): Promise<void> {
  await page.locator(HEADING).fill(heading)
  await publishPage(page)
}

test("what an editor publishes is on the shop's home page within five seconds", async ({ page, context }) => {
  await page.goto("/en")
  const before = (await page.getByRole("heading", { level: 1 }).textContent()) ?? ""
  const after = `Quiet things, changed ${Date.now().toString(36)}`
  const office = await context.newPage()
  await openWebsite(office)
  await openHomePage(office, before)
  await publish(office, after)
  const published = Date.now()
  try {
    await expect(async () => {
      await page.goto("/en")
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(after, { timeout: 100 })
    }).toPass({ timeout: PROMISED_MS * 2, intervals: [100] })
    expect(Date.now() - published).toBeLessThan(PROMISED_MS)
  } finally {
    await openHomePage(office, after)
    await publish(office, before)
  }
})

test("a renamed page leads on from its old address", async ({ page, request, context }) => {
  const stamp = Date.now().toString(36)
  const office = await context.newPage()
  await openWebsite(office)
  await writePage(office, `Our kiln ${stamp}`, "Clay remembers every hand.")
  await page.goto(`/en/our-kiln-${stamp}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Our kiln ${stamp}`)

  await openPage(office, "English", `Our kiln ${stamp}`)
  await office.getByRole("tab", { name: "Promote" }).click()
  await office.getByLabel("Slug").fill(`the-oven-${stamp}`)
  await publishPage(office)

  await expect(async () => {
    const answer = await request.get(`/en/our-kiln-${stamp}?from=letter`, { maxRedirects: 0 })
    expect(answer.status()).toBe(308)
    expect(answer.headers().location).toMatch(new RegExp(`/en/the-oven-${stamp}\\?from=letter$`))
  }).toPass({ timeout: PROMISED_MS * 2, intervals: [200] })
  await page.goto(`/en/our-kiln-${stamp}`)
  await expect(page).toHaveURL(new RegExp(`/en/the-oven-${stamp}$`))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Our kiln ${stamp}`)
})
