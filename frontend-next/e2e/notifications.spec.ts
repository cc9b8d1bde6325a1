import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { newEmail } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openAccount, openProduct, placeOrder } from "./shopper"

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const LOCALES = ["en", "de", "fr", "ar"]
const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)

async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle")
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
  ).toEqual([])
}

test("the bell rings by itself for an order, and is quiet once that is read", async ({ page }) => {
  test.slow()
  const email = newEmail()
  await openAccount(page, email)
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  const number = await placeOrder(page)

  await expect(slot(page, "bell-link")).toHaveText(/1 unread/, { timeout: 40_000 })
  await slot(page, "bell-link").click()
  const row = slot(page, "notice-row").filter({ hasText: number })
  await expect(row).toContainText("New")
  await expectAccessible(page)
  await row.getByRole("button", { name: /^Mark as read/ }).click()
  await expect(row).not.toContainText("New")
  await expect(slot(page, "bell-link")).not.toHaveText(/unread/)

  await row.getByRole("link").click()
  await expect(page).toHaveURL(new RegExp(`/orders/${number}`))
  await page.goto("/en/account/notifications")
  await row.getByRole("button", { name: /^Delete/ }).click()
  await expect(slot(page, "notice-row")).toHaveCount(0)
  for (const locale of LOCALES) {
    await page.goto(`/${locale}/account/notifications`)
    await expectAccessible(page)
  }
})

test("a customer switches an optional kind off and on again, and mandatory ones stay", async ({ page }) => {
  await openAccount(page, newEmail())
  await page.goto("/en/account/preferences")
  const box = page.getByRole("checkbox", { name: "Saved search found something: E-mail" })
  await expect(box).toBeChecked()
  await expect(page.getByRole("checkbox", { name: "Order confirmation: E-mail" })).toBeDisabled()

  for (const isOn of [false, true]) {
    await box.setChecked(isOn)
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("Saved.")).toBeVisible()
    await page.reload()
    await expect(box).toBeChecked({ checked: isOn })
  }
})

test("quiet hours, time zone and summaries are kept, and half a pair is refused", async ({ page }) => {
  await openAccount(page, newEmail())
  await page.goto("/en/account/preferences")
  await page.getByLabel("Quiet from").fill("22:00")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Quiet hours have a beginning" })).toBeVisible()
  await expect(page.getByLabel("Quiet from")).toHaveValue("22:00")
  await page.getByLabel("Quiet until").fill("07:30")
  await page.getByLabel("Time zone").selectOption("Europe/Berlin")
  await page.getByLabel("What may wait").selectOption("weekly")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  await page.reload()
  await expect(page.getByLabel("Quiet until")).toHaveValue("07:30")
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Berlin")
  await expect(page.getByLabel("What may wait")).toHaveValue("weekly")
})

test("no worker is installed and nothing is asked for before the button is pressed", async ({ page }) => {
  await openAccount(page, newEmail())
  await page.goto("/en/account/preferences")
  await expect(slot(page, "push-switch")).toBeVisible()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  await slot(page, "push-switch").getByRole("button").click()
  await expect(page.getByText("This shop sends no messages to browsers.")).toBeVisible()
})

test("preferences have no known barrier in any language", async ({ page }) => {
  await openAccount(page, newEmail())
  for (const locale of LOCALES) {
    await page.goto(`/${locale}/account/preferences`)
    await expectAccessible(page)
  }
})

test("a link of a letter that is not complete says so", async ({ page }) => {
  await page.goto("/en/unsubscribe?token=x")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is not complete")
  await expectAccessible(page)
})
