import { expect, test } from "@playwright/test"

import { newEmail, settings } from "./settings"
import {
  addToBasket,
  ADDRESS,
  chooseDelivery,
  fillDetails,
  openAccount,
  openProduct,
  placeOrder,
} from "./shopper"

test("a guest buys from the home page to the confirmation, and finds the order again", async ({
  page,
  browser,
}) => {
  const email = newEmail()
  await page.goto("/en")
  await page.locator('[data-slot="product-card"]').first().getByRole("link").click()
  await expect(page.locator('[data-slot="purchase-panel"]')).toBeVisible()
  const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? ""
  await addToBasket(page)
  await expect(page.getByRole("link", { name: "Your basket, 1 item" })).toBeVisible()

  await page.getByRole("link", { name: "View basket" }).click()
  await expect(page.locator('[data-slot="cart-line"]')).toHaveCount(1)
  await page.getByRole("button", { name: /^More:/ }).click()
  await expect(page.getByRole("link", { name: "Your basket, 2 items" })).toBeVisible()

  await openProduct(page, "en", `/categories/${settings.voucherCategory}`)
  await addToBasket(page)
  await page.goto("/en/cart")
  await expect(page.locator('[data-slot="cart-line"]')).toHaveCount(2)
  await page.getByLabel("Voucher code").fill("no-such-code")
  await page.getByRole("button", { name: "Apply" }).click()
  await expect(page.getByText("We do not know this code.")).toBeVisible()
  await page.getByLabel("Voucher code").fill(settings.voucher)
  await page.getByRole("button", { name: "Apply" }).click()
  await expect(page.getByRole("button", { name: `Remove voucher ${settings.voucher}` })).toBeVisible()

  await page.getByRole("link", { name: "Go to checkout" }).click()
  await fillDetails(page, email)
  await chooseDelivery(page)
  const number = await placeOrder(page)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Thank you, ${ADDRESS.first_name}`)
  await expect(page.getByText(email)).toBeVisible()
  await expect(page.locator('[data-slot="order"]')).toContainText(name.trim())
  await expect(page.getByRole("link", { name: "Your basket is empty" })).toBeVisible()
  const why = page.locator('[data-slot="line-trace"]').filter({ hasText: settings.voucher })
  await why.first().getByText("Why this price").click()
  await expect(why.first().locator('[data-kind="voucher"]')).toBeVisible()

  const elsewhere = await browser.newContext()
  const stranger = await elsewhere.newPage()
  await stranger.goto(`/en/orders/${number}`)
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("We cannot find this order")
  await stranger.goto("/en/orders")
  await stranger.getByLabel("Order number").fill(number)
  await stranger.getByLabel("E-mail").fill("somebody.else@example.com")
  await stranger.getByRole("button", { name: "Find order" }).click()
  await expect(stranger.getByText("No order with this number and e-mail address.")).toBeVisible()
  await stranger.getByLabel("E-mail").fill(email)
  await stranger.getByRole("button", { name: "Find order" }).click()
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(`Order ${number}`)
  await elsewhere.close()
})

test("a wrong address keeps what was typed and says what is wrong", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await page.getByLabel("First name").fill("Ada")
  await page.getByRole("button", { name: "Continue to delivery" }).click()
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("E-mail")).toBeFocused()
  await expect(page.getByLabel("First name")).toHaveValue("Ada")
})

test("pressing twice is one order", async ({ page }) => {
  const email = newEmail()
  await openAccount(page, email)
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  await page.locator('[data-slot="place-form"] [type=submit]').dblclick()
  await expect(page.locator('[data-slot="confirmation"]')).toBeVisible({ timeout: 20_000 })
  await page.goto("/en/account")
  await expect(page.locator('[data-slot="order-list"] > li')).toHaveCount(1)
})

test("a guest buys on a phone @phone", async ({ page }) => {
  await page.goto("/en")
  await page.getByRole("button", { name: "Open the menu" }).click()
  await page.getByRole("dialog", { name: "Menu" }).getByRole("link").first().click()
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  await chooseDelivery(page)
  await placeOrder(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
