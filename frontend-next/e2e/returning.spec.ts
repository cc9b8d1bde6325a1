import { expect, test, type Browser, type Page } from "@playwright/test"

import { letterTo } from "./letters"
import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openAccount, openProduct, placeOrder } from "./shopper"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)

/** A picture that a browser draws: nothing is read from a file. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas")
    canvas.width = canvas.height = 400
    const pen = canvas.getContext("2d")
    if (pen) pen.fillRect(50, 50, 200, 200)
    return canvas.toDataURL("image/png").split(",")[1] ?? ""
  })

/** Orders what is in the first card of a list, so many pieces of it; ends on the confirmation. */
async function buy(page: Page, email: string, pieces = 1): Promise<string> {
  await openProduct(page, "en")
  for (let piece = 0; piece < pieces; piece++) {
    await addToBasket(page)
    if (piece + 1 < pieces) await page.reload()
  }
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  return placeOrder(page)
}

async function office(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await openDashboard(page, settings.staff)
  return page
}

test("a guest cancels by number and e-mail address, and hears of it", async ({ page, context }) => {
  const email = newEmail()
  const number = await buy(page, email)
  await context.clearCookies()
  await page.goto("/en/orders")
  await page.getByLabel("Order number").fill(number)
  await page.getByLabel("E-mail").fill(email)
  await page.getByRole("button", { name: "Find order" }).click()
  await page.getByText("Cancel this order").click()
  await page.getByRole("button", { name: "Yes, cancel the order" }).click()
  await expect(slot(page, "order-cancelled")).toContainText("This order is cancelled")
  await expect(slot(page, "cancel-order")).toHaveCount(0)
  await letterTo(email, "was cancelled")
})

test("a customer sends one of two back with a picture, and gets store credit", async ({ page, browser }) => {
  const email = newEmail()
  await openAccount(page, email)
  const number = await buy(page, email, 2)
  const staff = await office(browser)
  await staff.goto(`${settings.api}/dashboard/orders/${number}/`)
  await staff.getByRole("button", { name: "Pack" }).click()
  await staff.getByRole("button", { name: "Mark as shipped" }).click()
  await staff.goto(`${settings.api}/dashboard/money/orders/${number}/`)
  await staff.getByRole("link", { name: "Money has come in" }).click()
  await staff.getByRole("button", { name: "Money has come in" }).click()

  await page.goto(`/en/orders/${number}`)
  await page.getByRole("link", { name: "Send something back" }).click()
  await slot(page, "return-form").locator("select").first().selectOption("1")
  await page.getByLabel("Why?").selectOption("damaged")
  await page.getByText("Store credit").click()
  const buffer = Buffer.from(await drawn(page), "base64")
  await page
    .getByLabel("A picture, if there is something to see")
    .setInputFiles({ name: "crack.png", mimeType: "image/png", buffer })
  await page.getByRole("button", { name: "Ask to send it back" }).click()
  await expect(slot(page, "return")).toContainText("Asked for")

  await staff.goto(`${settings.api}/dashboard/returns/${number}-1/`)
  await expect(staff.getByRole("img", { name: "Picture that the customer has sent" })).toBeVisible()
  for (const name of ["Approve", "Note what has arrived", "Inspected", "Give money back"]) {
    await staff.getByRole("button", { name, exact: true }).click()
    await expect(staff.locator(".alert-success").first()).toBeVisible()
  }
  await staff.context().close()
  await expect(slot(page, "return")).toContainText("of store credit", { timeout: 15_000 })
  await letterTo(email, "is done")
})

test("a guest withdraws from the contract, with a receipt", async ({ page, context }) => {
  const email = newEmail()
  const number = await buy(page, email)
  await context.clearCookies()
  await page.goto("/en/products")
  await page
    .getByRole("contentinfo")
    .getByRole("link", { name: "Withdraw from contract here" })
    .press("Enter")
  await page.getByLabel("Order number").fill(number)
  await page.getByLabel("E-mail").fill(email)
  await page.getByRole("button", { name: "Find order" }).click()
  await page.getByRole("button", { name: "Confirm withdrawal" }).click()
  const receipt = slot(page, "withdrawal-receipt")
  await expect(receipt).toContainText("You have withdrawn from the contract on")
  await page.reload()
  await expect(receipt).toContainText("Nothing of the order will be sent")
  expect(await letterTo(email, "Receipt")).toContain(number)
})
