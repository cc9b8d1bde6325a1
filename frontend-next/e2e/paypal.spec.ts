import { expect, test, type Page } from "@playwright/test"

import { asIntegrator } from "./office"
import { newEmail } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct } from "./shopper"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)

let configuration = ""
if (!process.env.E2E_NO_SETUP) {
  test.beforeAll(async ({ request }) => {
    const office = await asIntegrator(request)
    const keys = { client_id: "journey", secret: "journey" }
    configuration = await office.add({ provider: "paypal", mode: "test", settings: keys })
    await office.activate(configuration)
  })
  test.afterAll(async ({ request }) => {
    await (await asIntegrator(request)).remove(configuration)
  })
}

/** Ends on PayPal's page. */
async function goToPayPal(page: Page): Promise<void> {
  await openProduct(page, "en", "/products", 3)
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  await chooseDelivery(page)
  await page.getByRole("radio", { name: /PayPal/ }).check()
  await slot(page, "place-form").locator("[type=submit]").press("Enter")
  await page.waitForURL(/checkoutnow/)
}

test("who agrees on PayPal's page comes back to an order that is paid", async ({ page }) => {
  await goToPayPal(page)
  await page.getByRole("button", { name: "Pay now" }).click()
  await expect(slot(page, "confirmation")).toBeVisible({ timeout: 20_000 })
  await expect(slot(page, "payment")).toContainText("PayPal")
  await expect(slot(page, "order-money")).toContainText("Paid")
})

test("who goes back from PayPal chooses another way, and nothing is lost", async ({ page }) => {
  await goToPayPal(page)
  await page.getByRole("button", { name: "Cancel and return to the shop" }).click()
  await expect(slot(page, "payment-page")).toBeVisible()
  await slot(page, "payment-page").getByText("Choose another way to pay").click()
  await page.getByRole("radio", { name: /Invoice/ }).check()
  await slot(page, "place-form").locator("[type=submit]").press("Enter")
  await expect(slot(page, "confirmation")).toBeVisible({ timeout: 20_000 })
})
