import { expect, test, type Browser, type Page } from "@playwright/test"

import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct, placeOrder, wake } from "./shopper"

const history = (page: Page) => page.locator('[data-slot="order-history"]')

async function buy(page: Page): Promise<string> {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  await chooseDelivery(page)
  return placeOrder(page)
}

/** Takes an order a step further, where staff do. */
async function move(browser: Browser, number: string, ...statuses: string[]): Promise<void> {
  const office = await (await browser.newContext()).newPage()
  await openDashboard(office, settings.staff)
  for (const status of statuses) {
    await office.goto(`${settings.api}/dashboard/orders/`)
    await office.getByRole("row").filter({ hasText: number }).locator(".selected_order").check()
    await office.locator("[name=new_status]").selectOption(status)
    await office.locator("[value=change_order_statuses]").click()
    await expect(office.locator(".alert-danger")).toHaveCount(0)
  }
  await office.context().close()
}

/** What the sockets of a page hear from now on. */
function framesOf(page: Page): string[] {
  const frames: string[] = []
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => frames.push(String(payload)))
  })
  return frames
}

test("an order moves on while its customer looks at it", async ({ page, browser }) => {
  const number = await buy(page)
  const frames = framesOf(page)
  await page.goto(`/en/orders/${number}`)
  await expect.poll(() => frames.join()).toContain('"ready"')
  await page.evaluate(() => {
    document.body.dataset.same = "page"
  })

  await move(browser, number, "packed", "shipped")

  await expect(history(page)).toContainText("Shipped")
  await expect(history(page).locator("[aria-live=polite]")).toBeVisible()
  expect(await page.evaluate(() => document.body.dataset.same)).toBe("page")
})

test("an order moves on where sockets fail", async ({ page, browser }) => {
  test.slow()
  await page.routeWebSocket(/\/ws\//, (socket) => {
    void socket.close()
  })
  const number = await buy(page)
  const polled = page.waitForResponse(/\/api\/live\/messages/, { timeout: 60_000 })
  await page.goto(`/en/orders/${number}`)
  expect((await polled).ok()).toBe(true)

  await move(browser, number, "cancelled")

  await expect(history(page)).toContainText("Cancelled", { timeout: 60_000 })
})

test("a product's page hears what somebody else buys", async ({ page, browser }) => {
  const frames = framesOf(page)
  await openProduct(page, "en")
  await wake(page)
  await expect.poll(() => frames.join()).toContain('"ready"')
  const other = await (await browser.newContext()).newPage()
  await other.goto(page.url())
  await addToBasket(other)
  await other.goto("/en/checkout")
  await fillDetails(other, newEmail())
  await chooseDelivery(other)
  await placeOrder(other)
  await other.context().close()

  await expect.poll(() => frames.join()).toContain("stock.changed")
})
