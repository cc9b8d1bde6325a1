import { expect, test, type Page } from "@playwright/test"

import { openPages, openWebsite } from "./office"
import { settings } from "./settings"

const TEXT = `Everything at once, ${Date.now().toString(36)}`

/** Writes a banner and leaves it as a draft; returns the address of its form. */
async function draftBanner(page: Page, text: string): Promise<string> {
  await page.goto(`${settings.api}/cms/snippets/cms/banner/add/`)
  await page.locator("[name=text]").fill(text)
  await page.locator("[name=channel]").selectOption({ index: 1 })
  await page.locator("[name=position]").fill("0")
  await page.getByRole("button", { name: "Save draft" }).click()
  await expect(page.locator(".messages .success")).toBeVisible()
  return page.url()
}

async function seen(reader: Page, text: string, times: number): Promise<void> {
  await expect(async () => {
    await reader.goto("/en")
    await expect(reader.getByText(text)).toHaveCount(times, { timeout: 100 })
  }).toPass({ timeout: 10_000, intervals: [200] })
}

test("a release is put together, is live in the shop, and is rolled back", async ({ page, browser }) => {
  const reader = await (await browser.newContext()).newPage()
  await openWebsite(page)
  await openPages(page, "English")
  await draftBanner(page, TEXT)

  await page.goto(`${settings.api}/cms/releases/new/`)
  await page.locator("[name=name]").fill(TEXT)
  await page.locator("[name=channel]").selectOption({ index: 1 })
  await page.getByRole("button", { name: "Create", exact: true }).click()
  await page.getByRole("link", { name: "Banners" }).last().click()
  await page.getByLabel(TEXT).check()
  await page.getByRole("button", { name: "Put into the release" }).click()
  await seen(reader, TEXT, 0)

  await page.getByRole("button", { name: "Publish now" }).click()
  await expect(page.locator(".messages .success")).toContainText("is live")
  await seen(reader, TEXT, 1)

  await page.getByRole("button", { name: "Roll back" }).click()
  await expect(page.locator(".messages .success")).toContainText("live again")
  await seen(reader, TEXT, 0)
})
