import { expect, test, type Page } from "@playwright/test"

import { settings } from "./settings"

async function switchAssistant(page: Page, isOn: boolean): Promise<void> {
  await page.goto(`${settings.api}/cms/assistant/`)
  const known = page.locator("table a[href*='/assistant/edit/']").first()
  if (await known.isVisible()) await known.click()
  else await page.goto(`${settings.api}/cms/assistant/new/`)
  await page.locator("[name=channel]").selectOption({ index: 1 })
  await page.locator("[name=is_on]").setChecked(isOn)
  await page
    .getByRole("button", { name: /^(Create|Save)/ })
    .first()
    .click()
  await expect(page.locator(".messages .success")).toBeVisible()
}

test("a shop whose assistant is off shows none of it, and shows it again", async ({ page, browser }) => {
  const office = await (await browser.newContext()).newPage()
  await office.goto(`${settings.api}/cms/login/`)
  await office.fill("[name=username]", settings.staff.email)
  await office.fill("[name=password]", settings.staff.password)
  await office.locator("form [type=submit]").click()
  const button = page.locator('[data-slot="assistant-button"]')

  await switchAssistant(office, false)
  await expect(async () => {
    await page.goto("/en")
    await expect(button).toHaveCount(0, { timeout: 500 })
  }).toPass()
  expect((await page.request.get("/api/assistant?locale=en")).status()).toBe(404)

  await switchAssistant(office, true)
  await expect(async () => {
    await page.goto("/en")
    await expect(button).toBeVisible({ timeout: 500 })
  }).toPass()
  await office.context().close()
})
