import { expect, test } from "@playwright/test"

import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct } from "./shopper"

test("a shopper reads the tax in the basket and at the checkout", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/cart")
  await expect(page.getByText(/Includes (19|7)% VAT/).first()).toBeVisible()

  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  await chooseDelivery(page)
  await expect(
    page
      .getByText(/Includes (19|7)% VAT/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
})

test("beside a reduced price stands the lowest price of the last 30 days, on the card and on the page", async ({
  page,
}) => {
  for (const [locale, words] of [
    ["en", "Lowest price of the last 30 days"],
    ["ar", "أدنى سعر خلال آخر 30 يومًا"],
  ] as const) {
    await page.goto(`/${locale}/products?on_sale=sale`)
    const card = page.locator('[data-slot="product-card"]').filter({ hasText: words }).first()
    await expect(card).toBeVisible()
    await card.getByRole("link").click()
    await expect(page.locator('[data-slot="purchase-panel"] .price small')).toContainText(words)
  }
})

test("the office reads the tax report, goes to its documents and takes the file along", async ({ page }) => {
  await openDashboard(page, settings.staff)
  await page.goto(`${settings.api}/dashboard/documents/taxes/?since=2020-01-01`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tax report")
  const row = page.locator("tbody tr").first()
  await expect(row).toContainText("%")
  const file = page.waitForEvent("download")
  await page.getByRole("link", { name: "CSV" }).click()
  expect((await file).suggestedFilename()).toMatch(/^taxes-2020-01-01-.*\.csv$/)
  await row.getByRole("link").click()
  await expect(page.locator("tbody tr").first()).toContainText(/Invoice|Credit note/)

  await page.goto(`${settings.api}/dashboard/documents/taxes/oss/`)
  await expect(page.getByText("Corrections of earlier quarters")).toBeVisible()
})
