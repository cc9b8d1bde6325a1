import { expect, test, type Page } from "@playwright/test"

import { letterTo } from "./letters"
import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct, placeOrder } from "./shopper"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)
const dashboard = (number: string) => `${settings.api}/dashboard/orders/${number}/`

async function buyTwo(page: Page, email: string): Promise<string> {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.reload()
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  return placeOrder(page)
}

async function takeMoney(staff: Page, number: string): Promise<void> {
  await staff.goto(`${settings.api}/dashboard/money/orders/${number}/`)
  await staff.getByRole("link", { name: "Money has come in" }).first().click()
  await staff.getByRole("button", { name: "Money has come in" }).click()
  await expect(staff.locator(".alert-success").first()).toBeVisible()
}

async function changePieces(staff: Page, number: string, pieces: string, consequence: string): Promise<void> {
  await staff.goto(dashboard(number))
  await staff.getByRole("link", { name: "Change the order" }).click()
  await staff.getByLabel(/: pieces$/).fill(pieces)
  await staff.getByRole("button", { name: "Look at it" }).click()
  await expect(staff.locator(consequence)).toBeVisible()
  await staff.getByRole("button", { name: "Change the order" }).click()
  await expect(staff.getByText("The order is changed, and its customer is told.")).toBeVisible()
}

test("staff edit an unpacked order upwards and downwards", async ({ page, browser }) => {
  test.slow() // two payments, two edits, and a letter of each
  const email = newEmail()
  const number = await buyTwo(page, email)
  const staff = await (await browser.newContext()).newPage()
  await openDashboard(staff, settings.staff)
  await takeMoney(staff, number)

  await changePieces(staff, number, "3", "#due")
  await expect(slot(page, "order-edits")).toContainText("3 instead of 2 pieces", { timeout: 15_000 })
  await expect(slot(page, "order-money")).toContainText("Still to pay")
  const letter = await letterTo(email, "was changed")
  const link = /https?:\S+\/pay\?token=\S+/.exec(letter)?.[0] ?? ""
  await staff.goto(dashboard(number))
  const signed = new RegExp(`/orders/${number}/pay\\?token=`) // with the moment it was made
  await expect(staff.locator("#payment-link")).toHaveAttribute("href", signed)

  const anywhere = await (await browser.newContext()).newPage()
  await anywhere.goto(link)
  await anywhere.getByRole("radio", { name: /Invoice/ }).check()
  await slot(anywhere, "place-form").locator("[type=submit]").click()
  await expect(slot(anywhere, "order")).toBeVisible({ timeout: 20_000 })
  await takeMoney(staff, number)

  await changePieces(staff, number, "1", "#back")
  await expect(slot(page, "order-edits")).toContainText("1 instead of 3 pieces", { timeout: 15_000 })
  await expect(slot(page, "order-money")).toContainText("Refunded")
  await letterTo(email, "come back to you")
  await staff.context().close()
})
