import { expect, test, type Page } from "@playwright/test"

import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openAccount, placeOrder } from "./shopper"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)
const dashboard = (path: string) => `${settings.api}/dashboard/${path}/`

async function buyCushion(page: Page, email: string): Promise<string> {
  await openAccount(page, email)
  await page.goto("/en/products/plainsong-cushion")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  return placeOrder(page)
}

/** Packs all of an order and sends it. */
async function send(staff: Page, number: string): Promise<void> {
  await staff.goto(dashboard(`orders/${number}`))
  await staff.getByRole("button", { name: "Pack", exact: true }).click()
  await staff.getByRole("button", { name: "Mark as shipped" }).click()
  await expect(staff.getByText("Correct the tracking")).toBeVisible()
}

async function press(staff: Page, button: string): Promise<void> {
  await staff.getByRole("button", { name: button, exact: true }).click()
  await expect(staff.locator(".alert-success").first()).toBeVisible()
}

/** Says by its SKU what is sent instead, and places that order; returns its number. */
async function replace(staff: Page): Promise<string> {
  const form = staff.locator("details", { hasText: "Prepare the order that replaces it" })
  await form.locator("summary").click()
  const field = form.getByLabel(/SKU of what is sent instead/)
  const sku = await field.inputValue()
  await field.fill(otherSize(sku))
  await form.getByRole("button").click()
  await expect(staff.locator("#totals")).toContainText("€0.00")
  await staff.getByRole("button", { name: "Place the order" }).click()
  await expect(staff).toHaveURL(/\/orders\/R-[^/]+\//)
  return /orders\/(R-[^/]+)/.exec(staff.url())?.[1] ?? ""
}

const otherSize = (sku: string) => sku.replace("45X45", "60X40")

test("a customer exchanges a cushion for one of another size", async ({ page, browser }) => {
  test.slow() // an account, two orders, and a return in between
  const number = await buyCushion(page, newEmail())
  const staff = await (await browser.newContext()).newPage()
  await openDashboard(staff, settings.staff)
  await send(staff, number)

  const returns = slot(page, "order-returns")
  await returns.getByRole("link", { name: "Send something back" }).click()
  const form = slot(page, "return-form")
  await form.getByLabel("Why?").selectOption("wrong_size")
  await form.getByRole("radio", { name: "Something else instead" }).check()
  await form.getByLabel("Anything we should know?").fill("The other size, please")
  await form.getByRole("button", { name: "Ask to send it back" }).click()
  const mine = slot(page, "return")
  await expect(mine).toContainText("Asked for")

  await staff.goto(dashboard(`orders/${number}`))
  await staff.locator(".table-header:has(#returns) + .table-responsive").getByRole("link").click()
  const room = staff.url()
  await expect(staff.getByText("The other size, please")).toBeVisible()
  for (const step of ["Approve", "Note what has arrived", "Inspected"]) await press(staff, step)
  await expect(mine).toContainText("Inspected")
  const replacement = await replace(staff)
  await staff.goto(room)
  await staff.getByText("Exchanged", { exact: true }).first().click()
  await staff.getByLabel("Number of the order that replaces it").fill(replacement)
  await press(staff, "Exchanged")
  await staff.context().close()

  const link = slot(page, "replacement").getByRole("link", { name: replacement })
  await expect(link).toBeVisible()
  await link.click()
  const order = slot(page, "order")
  await expect(order).toContainText("Plainsong Cushion")
  await expect(order).toContainText("60 × 40")
  await expect(page.locator('[data-slot="totals"]:visible')).toContainText("€0.00")
})
