import { expect, test, type Page } from "@playwright/test"

import { settings } from "./settings"

const HEADING = 'input[name="body-0-value-heading"]'
const PROMISED_MS = 5000

async function signIn(page: Page): Promise<void> {
  await page.goto(`${settings.api}/cms/login/`)
  await page.fill("[name=username]", settings.editor.email)
  await page.fill("[name=password]", settings.editor.password)
  await page.locator("form [type=submit]").click()
  await expect(page).toHaveURL(`${settings.api}/cms/`)
}

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
  // Only the menu beside “Save draft” offers publishing, and its scripts may still be loading.
  const button = page.locator('[name="action-publish"]')
  await expect(async () => {
    if (!(await button.isVisible())) await page.locator("[data-w-dropdown-target=toggle]").last().click()
    await expect(button).toBeVisible({ timeout: 1000 })
  }).toPass()
  await button.click()
  await expect(page.locator(".messages .success")).toBeVisible({ timeout: 20_000 })
}

test("what an editor publishes is on the shop's home page within five seconds", async ({ page, context }) => {
  await page.goto("/en")
  const before = (await page.getByRole("heading", { level: 1 }).textContent()) ?? ""
  const after = `Quiet things, changed ${Date.now().toString(36)}`
  const office = await context.newPage()
  await signIn(office)
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
