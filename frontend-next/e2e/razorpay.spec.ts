import { expect, test, type Page } from "@playwright/test"

import { asIntegrator } from "./office"
import { newEmail } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct } from "./shopper"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)
const razorpay = (page: Page) => page.getByRole("dialog", { name: "Razorpay" })
const choose = (page: Page, name: string) => razorpay(page).getByRole("button", { name, exact: true }).click()
const pay = (page: Page) => slot(page, "place-form").locator("[type=submit]").press("Enter")

let configuration = ""
if (!process.env.E2E_NO_SETUP) {
  test.beforeAll(async ({ request }) => {
    const office = await asIntegrator(request)
    const keys = { key_id: "rzp_test_journey", key_secret: "journey" }
    configuration = await office.add({ provider: "razorpay", mode: "test", settings: keys })
    await office.activate(configuration)
  })
  test.afterAll(async ({ request }) => {
    await (await asIntegrator(request)).remove(configuration)
  })
}

async function chooseRazorpay(page: Page): Promise<void> {
  await openProduct(page, "en", "/products", 4)
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  await chooseDelivery(page)
  await page.getByRole("radio", { name: /Razorpay/ }).check()
}

test("who is declined tries again in the same window, and has one order that is paid", async ({ page }) => {
  const scripts: string[] = []
  page.on("request", (request) => {
    if (request.url().endsWith("/v1/checkout.js")) scripts.push(new URL(page.url()).pathname)
  })
  await chooseRazorpay(page)
  await pay(page)
  await choose(page, "Pay with a card that is declined")
  await choose(page, "Pay")
  await expect(slot(page, "confirmation")).toBeVisible({ timeout: 20_000 })
  await expect(slot(page, "payment")).toContainText("Razorpay")
  await expect(slot(page, "order-money")).toContainText("Paid")
  expect(new Set(scripts)).toEqual(new Set(["/en/checkout"]))
})

test("who closes the window is told, and goes on in another tab with one press", async ({
  page,
  context,
}) => {
  await chooseRazorpay(page)
  await pay(page)
  await choose(page, "Close")
  await expect(slot(page, "payment-method").getByRole("alert")).toContainText("Nothing was charged")
  await pay(page)
  await expect(razorpay(page)).toBeVisible()
  await page.close()
  const other = await context.newPage()
  await other.goto("/en/cart")
  await slot(other, "unfinished-payment").getByRole("link").click()
  await other.getByRole("button", { name: "Continue to payment" }).click()
  await choose(other, "Pay")
  await expect(slot(other, "confirmation")).toBeVisible({ timeout: 20_000 })
})

test("where the script is blocked nothing is begun, and another way pays", async ({ page }) => {
  await page.route("**/v1/checkout.js", (route) => route.abort())
  await chooseRazorpay(page)
  await pay(page)
  await expect(slot(page, "payment-method").getByRole("alert")).toContainText("cannot be reached")
  await page.getByRole("radio", { name: /Invoice/ }).check()
  await pay(page)
  await expect(slot(page, "confirmation")).toBeVisible({ timeout: 20_000 })
})
