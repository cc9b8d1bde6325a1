import { expect, test, type Page } from "@playwright/test"

import { openWebsite, untilEditsAreWatched } from "./office"
import { settings } from "./settings"

/** The accent is on few things of a page, so pictures of others' journeys stay what they are. */
const ACCENT = { before: "#b1552f", after: "#7a1f5c" }

test("a marketer tries a colour in the shop beside the form, saves it, and readers see it", async ({
  page,
  browser,
}) => {
  const readers = await browser.newContext()
  const reader = await readers.newPage()
  const before = await accentOf(reader)
  await openWebsite(page)
  await openBranding(page)
  await page.getByRole("button", { name: "Toggle preview" }).click()
  const shop = page.frameLocator("#w-preview-iframe")
  await expect(shop.locator("[data-slot=site-header]")).toBeVisible({ timeout: 30_000 })

  await untilEditsAreWatched(page)
  await choose(page, ACCENT.after)
  const root = shop.locator("html")
  await expect(root).toHaveAttribute("style", new RegExp(`--color-rust: ?${ACCENT.after}`), {
    timeout: 30_000,
  })
  expect(await accentOf(reader)).toBe(before)

  try {
    await save(page)
    const saved = Date.now()
    await expect(async () => expect(await accentOf(reader)).toBe(ACCENT.after)).toPass({
      intervals: [100],
      timeout: 10_000,
    })
    test.info().annotations.push({ type: "visible after", description: `${Date.now() - saved} ms` })
  } finally {
    await openBranding(page)
    await choose(page, ACCENT.before)
    await save(page)
  }
  await expect(async () => expect(await accentOf(reader)).toBe(before)).toPass({ timeout: 10_000 })
})

test("what cannot be read is refused with the ratio in words", async ({ page }) => {
  await openWebsite(page)
  await openBranding(page)
  await fill(page, "text_colour", "#cccccc")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText(/Text on the background: only 1\.\d to 1/).first()).toBeVisible()
})

async function openBranding(page: Page): Promise<void> {
  await page.goto(`${settings.api}/cms/branding/`)
  await page.locator("tbody a").first().click()
  await expect(page.locator("[name=accent_colour]")).toBeVisible()
}

function choose(page: Page, colour: string): Promise<void> {
  return fill(page, "accent_colour", colour)
}

async function fill(page: Page, name: string, colour: string): Promise<void> {
  await page.locator(`[name=${name}]`).fill(colour)
  await page.locator(`[name=${name}]`).dispatchEvent("change")
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await page.waitForURL(/\/cms\/branding\/$/)
}

/** As a reader's browser has it, from a page that many see alike. */
async function accentOf(reader: Page): Promise<string> {
  await reader.goto("/en/about")
  return reader.evaluate(() => document.documentElement.style.getPropertyValue("--color-rust").trim())
}
