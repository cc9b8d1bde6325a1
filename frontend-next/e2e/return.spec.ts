import { expect, test } from "@playwright/test"

import { newEmail } from "./settings"
import {
  addToBasket,
  ADDRESS,
  chooseDelivery,
  fillDetails,
  openAccount,
  openProduct,
  placeOrder,
} from "./shopper"

test("a customer who returns finds the last address, picks another one and keeps it", async ({ page }) => {
  const email = newEmail()
  await openAccount(page, email)
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await expect(page.getByRole("radio")).toHaveCount(0)
  await fillDetails(page, email)
  await chooseDelivery(page)
  await placeOrder(page)

  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  const form = page.locator('[data-slot="details-form"]')
  const street = form.locator('[id="shipping_address.line1"]')
  await expect(form.locator("#email")).toHaveValue(email)
  await expect(street).toHaveValue(ADDRESS.line1)
  await expect(form.getByRole("radio", { name: new RegExp(ADDRESS.line1) })).toBeChecked()

  await form.getByRole("radio", { name: new RegExp(ADDRESS.line1) }).focus()
  await page.keyboard.press("ArrowDown")
  await expect(form.getByRole("radio", { name: "Another address" })).toBeChecked()
  await expect(street).toHaveValue("")
  await form.getByLabel("Save this address for the next time").check()
  await fillDetails(page, email)
  await chooseDelivery(page)

  await page.goto("/en/account")
  const list = page.locator('[data-slot="address-list"]')
  await expect(list).toContainText(ADDRESS.line1)
  await list.getByRole("button", { name: /^Deliver here usually/ }).click()
  await expect(list).toContainText("Usual delivery address")
  await list.getByRole("button", { name: /^Delete/ }).click()
  await expect(page.getByText("None saved yet.")).toBeVisible()
})
