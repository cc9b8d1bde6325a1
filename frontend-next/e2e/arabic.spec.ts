import { expect, test } from "@playwright/test"

import { newEmail } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct, placeOrder } from "./shopper"

test("a guest buys in Arabic, from right to left @phone", async ({ page }) => {
  await page.goto("/ar")
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl")
  await openProduct(page, "ar")
  await addToBasket(page)
  await page.goto("/ar/checkout")
  await fillDetails(page, newEmail())
  await chooseDelivery(page)
  await placeOrder(page)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("شكرًا")
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test("the language switch stays on the same product, under its own name", async ({ page }) => {
  await openProduct(page, "en")
  const english = (await page.getByRole("heading", { level: 1 }).textContent()) ?? ""
  await page.locator('[data-slot="preferences"] summary').click()
  await page.getByRole("link", { name: "العربية" }).click()
  await expect(page).toHaveURL(/\/ar\/products\//)
  await expect(page.locator("html")).toHaveAttribute("lang", "ar")
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(english)
})
