import { expect, test, type Page } from "@playwright/test"

import { letterTo } from "./letters"
import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct, placeOrder } from "./shopper"

const WORDS = "Happy birthday, Grace! <3"

const total = (page: Page, term: RegExp | string) =>
  page.locator('[data-slot="totals"]:visible div').filter({ has: page.getByText(term) })

test("a gift is wrapped, and whoever packs it reads what goes on the card", async ({ page, browser }) => {
  const email = newEmail()
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/cart")
  const box = page.getByRole("checkbox", { name: "Gift wrapping" })
  await box.check()
  await expect(total(page, "Gift wrapping")).toContainText("3.90")
  await page.getByLabel("Message on the card").fill(WORDS)
  await page.locator('[data-slot="extra"]').getByRole("button", { name: "Save" }).click()
  await expect(total(page, "Gift wrapping")).toContainText(WORDS)
  await expect(box).toBeChecked()

  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  await expect(total(page, "Gift wrapping").first()).toContainText(WORDS)
  const number = await placeOrder(page)
  await expect(page.locator('[data-slot="order"]')).toContainText(WORDS)
  expect(await letterTo(email, "Gift wrapping")).toContain(`Gift wrapping: €3.90`)

  const office = await (await browser.newContext()).newPage()
  await openDashboard(office, settings.staff)
  await office.goto(`${settings.api}/dashboard/orders/${number}/`)
  await expect(office.getByRole("row", { name: /Gift wrapping/ })).toContainText(WORDS)
  await office.context().close()
})

test("a wish to have it wrapped can be taken back, in Arabic as well @phone", async ({ page }) => {
  await openProduct(page, "ar")
  await addToBasket(page)
  await page.goto("/ar/cart")
  const box = page.getByRole("checkbox", { name: "تغليف هدية" })
  await box.check()
  await expect(total(page, "تغليف هدية")).toBeVisible()
  await expect(page.getByLabel("الرسالة على البطاقة")).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await box.uncheck()
  await expect(total(page, "تغليف هدية")).toHaveCount(0)
  await expect(page.getByLabel("الرسالة على البطاقة")).toBeHidden()
})
