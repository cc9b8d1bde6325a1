import { expect, test } from "@playwright/test"

import { openDashboard } from "./office"
import { settings } from "./settings"

// One of each kind: Oscar's own lists, lists of this shop, and pages with several tables.
const PAGES = [
  ...["catalogue/", "catalogue/categories/", "catalogue/stock-alerts/", "partners/", "users/"],
  ...["offers/", "vouchers/", "reviews/", "ranges/", "shipping/rates/"],
  ...["orders/", "orders/drafts/", "documents/", "documents/taxes/", "money/refused/"],
]

test("no page of the dashboard scrolls sideways on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openDashboard(page, settings.staff)
  for (const path of PAGES) {
    await page.goto(`${settings.api}/dashboard/${path}`)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect.soft(width, path).toBeLessThanOrEqual(390)
  }
})
