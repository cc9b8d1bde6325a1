import { expect, test, type Locator, type Page } from "@playwright/test"

import { letterTo } from "./letters"
import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openAccount, openProduct, placeOrder } from "./shopper"

const CODE = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)
const amountIn = async (element: Locator) =>
  Number(/\d+\.\d\d/.exec((await element.textContent()) ?? "")?.[0])

async function openPayment(page: Page, email = newEmail()): Promise<void> {
  await openProduct(page, "en", `/categories/${settings.voucherCategory}`) // cash has a highest amount
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
}

/** A gift card that staff give; returns the code, which only its letter has. */
async function giveCard(page: Page, amount: string): Promise<string> {
  const email = newEmail()
  await openDashboard(page, settings.staff)
  await page.goto(`${settings.api}/dashboard/gift-cards/new/`)
  const names = { channel: { index: 1 }, currency: "EUR", locale: "en" }
  for (const [name, option] of Object.entries(names))
    await page.locator(`[name=${name}]`).selectOption(option)
  await page.locator("[name=amount]").fill(amount)
  await page.locator("[name=email]").fill(email)
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("on its way")).toBeVisible()
  return CODE.exec(await letterTo(email))?.[0] ?? ""
}

test("cash on delivery costs what the total says before and after ordering", async ({ page }) => {
  await openPayment(page)
  const button = slot(page, "place-form").locator("[type=submit]")
  const before = await amountIn(button)
  await page.getByRole("radio", { name: /Cash on delivery/ }).check()
  await expect(slot(page, "totals").last()).toContainText("Cash on delivery")
  await expect.poll(() => amountIn(button)).toBeCloseTo(before + 2.9)
  await placeOrder(page)
  await expect(slot(page, "totals").last()).toContainText("Cash on delivery")
})

test("another way to pay takes the price of the first out again", async ({ page }) => {
  await openPayment(page)
  await page.getByRole("radio", { name: /Cash on delivery/ }).check()
  await expect(slot(page, "totals").last()).toContainText("Cash on delivery")
  await page.reload()
  await expect(page.getByRole("radio", { name: /Cash on delivery/ })).toBeChecked()
  await page.getByRole("radio", { name: /Bank transfer/ }).check()
  await expect(slot(page, "totals").last()).not.toContainText("Cash on delivery")
  await placeOrder(page)
  await expect(slot(page, "payment")).toContainText("Reference")
  await expect(slot(page, "order-money")).toContainText("Still to pay")
})

test("a gift card pays a part, another way the rest, and the balance says what is left", async ({ page }) => {
  const code = await giveCard(page, "5.00")
  await openPayment(page)
  const button = slot(page, "place-form").locator("[type=submit]")
  const total = await amountIn(button)
  await page.getByText("Have a gift card?").click()
  const field = page.getByLabel("Code of the gift card")
  await field.fill("NOPE-NOPE-NOPE-NOPE")
  await field.press("Enter")
  await expect(field).toHaveAttribute("aria-invalid", "true")
  await expect(field).toHaveValue("NOPE-NOPE-NOPE-NOPE")
  await field.fill(code)
  await page.getByRole("button", { name: "Add" }).click()
  await expect(page.getByText(`Gift card ending in ${code.slice(-4)}`).first()).toBeVisible()
  await expect.poll(() => amountIn(button)).toBeCloseTo(total - 5)
  await placeOrder(page)
  await expect(slot(page, "payment")).toHaveCount(2)

  await page.goto("/en/gift-cards")
  await page.getByLabel("Code of the gift card").fill(code.toLowerCase())
  await page.getByRole("button", { name: "Show balance" }).click()
  await expect(slot(page, "balance")).toContainText("€0.00")
})

test("a gift card that pays all needs no other way", async ({ page }) => {
  const code = await giveCard(page, "5000.00")
  await openPayment(page)
  await page.getByText("Have a gift card?").click()
  await page.getByLabel("Code of the gift card").fill(code)
  await page.getByRole("button", { name: "Add" }).click()
  await expect(page.getByText("Your gift card or store credit pays all of it.")).toBeVisible()
  await expect(page.getByRole("radio")).toHaveCount(0)
  await placeOrder(page)
  await expect(slot(page, "order-money")).toContainText("Paid")
})

test("store credit pays what it can, and the rest is paid in another way", async ({ page, browser }) => {
  const email = newEmail()
  await openAccount(page, email)
  const office = await (await browser.newContext()).newPage()
  await openDashboard(office, settings.staff)
  await office.goto(`${settings.api}/dashboard/gift-cards/credit/`)
  await office.locator("[name=channel]").selectOption({ index: 1 })
  await office.locator("[name=currency]").selectOption("EUR")
  await office.locator("[name=amount]").fill("5.00")
  await office.locator("[name=email]").fill(email)
  await office.getByRole("button", { name: "Save" }).click()
  await expect(office).toHaveURL(/gift-cards\/(?!credit)[^/]+\/$/)
  await office.context().close()

  await openPayment(page, email)
  const button = slot(page, "place-form").locator("[type=submit]")
  const total = await amountIn(button)
  await page.getByRole("checkbox", { name: /€5\.00/ }).check()
  await expect.poll(() => amountIn(button)).toBeCloseTo(total - 5)
  await page.getByRole("radio", { name: /Invoice/ }).check()
  await placeOrder(page)
  await expect(slot(page, "payment")).toHaveCount(2)
  await expect(slot(page, "payment").filter({ hasText: "Store credit" })).toContainText("5.00")
})
