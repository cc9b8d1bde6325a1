import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { openWebsite } from "./office"
import { settings } from "./settings"

const ENOUGH_MS = 2100 // nobody writes faster than this, says the shop

async function write(page: Page, email: string): Promise<void> {
  await page.getByLabel("Your name").fill("Ines")
  await page.getByLabel("Your e-mail address").fill(email)
  await page.getByLabel("Something broken").check()
  await page.getByLabel("Your message").fill(`It squeaks. (${email})`)
  await page.getByLabel("You may keep this").check()
}

test("a reader writes to the shop, is told what is wrong, and a marketer reads it once", async ({ page }) => {
  const email = `ines-${Date.now().toString(36)}@example.com`
  await page.goto("/en/write-to-us")
  await write(page, "nobody")
  await page.waitForTimeout(ENOUGH_MS)
  await page.getByRole("button", { name: "Send" }).click()
  await expect(page.getByLabel("Your e-mail address")).toBeFocused()
  await expect(page.getByLabel("Your name")).toHaveValue("Ines")
  await expect(page.getByLabel("Something broken")).toBeChecked()
  const { violations } = await new AxeBuilder({ page }).include('[data-slot="form"]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  await write(page, email)
  await page.getByRole("button", { name: "Send" }).dblclick()
  await expect(page.getByRole("status").filter({ hasText: "Thank you" })).toBeFocused()

  await openWebsite(page)
  await page.goto(`${settings.api}/cms/forms/`)
  await page.getByRole("link", { name: "Write to us" }).first().click()
  await expect(page.getByRole("cell", { name: email, exact: true })).toHaveCount(1)
})

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false })

  test("a form is sent a second time and taken", async ({ page }) => {
    await page.goto("/en/write-to-us")
    await write(page, "bo@example.com")
    await page.getByRole("button", { name: "Send" }).click()
    await expect(page.getByRole("alert")).toContainText("once more")
    await expect(page.getByLabel("Your name")).toHaveValue("Ines")
    await page.waitForTimeout(ENOUGH_MS)
    await page.getByRole("button", { name: "Send" }).click()
    await expect(page.getByText("Thank you.")).toBeVisible()
  })
})
