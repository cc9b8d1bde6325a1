import { AxeBuilder } from "@axe-core/playwright"
import { expect, test } from "@playwright/test"

import { newEmail } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct, placeOrder } from "./shopper"

test("a parcel waits at a shop that the customer has chosen", { tag: "@phone" }, async ({ page }) => {
  await openProduct(page, "en", "/categories/textiles")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  const form = page.locator('[data-slot="delivery-form"]')
  await form.getByRole("radio", { name: /^Pickup point/ }).check()
  const places = form.locator('[data-slot="pickup-part"]')
  await expect(places.getByRole("radio")).toHaveCount(2)

  await form.getByRole("button", { name: "Continue to payment" }).click()
  await expect(form.getByRole("alert")).toBeVisible()

  await places.getByLabel("Postcode").fill("99999")
  await places.getByRole("button", { name: "Find pickup points" }).click()
  await places.getByRole("radio", { name: /^Kiosk am Oranienplatz/ }).check()
  const { violations } = await new AxeBuilder({ page }).include('[data-slot="delivery-form"]').analyze()
  expect(violations).toEqual([])
  await chooseDelivery(page)
  await placeOrder(page)

  await expect(page.locator('[data-slot="order"]')).toContainText("Kiosk am Oranienplatz")
})
