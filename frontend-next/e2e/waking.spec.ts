import { expect, test, type Page } from "@playwright/test"

import { addToBasket, openProduct } from "./shopper"

const waiting = (page: Page) => page.locator('script[type="waits"]')

/** The page as it lies there before anybody has touched it; its scripts have been fetched, and none has run. */
async function openAsleep(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(waiting(page)).not.toHaveCount(0)
}

test("a page runs no script before somebody is there, and says what is in the basket", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  for (const address of ["/en", "/en/cart", "/en/checkout?step=details"]) {
    await openAsleep(page, address)
    await expect(page.locator('[data-slot="cart-link"]')).toHaveText(/Your basket, 1 item/)
    await expect(waiting(page)).not.toHaveCount(0)
  }
  await page.mouse.move(10, 10)
  await page.mouse.move(20, 20)
  await expect(waiting(page)).toHaveCount(0)
})

test("what is pressed, typed and sent before the scripts have run happens after all", async ({ page }) => {
  let press: () => void = () => undefined
  const isPressed = new Promise<void>((resolve) => (press = resolve))
  await page.context().route("**/_next/static/chunks/*.js", async (route) => {
    await isPressed
    await route.continue()
  })
  await openAsleep(page, "/en/products/marsh-sofa")
  await page.locator('[data-slot="search-box"] input').fill("sofa")
  await page.locator('[data-slot="buy-form"] [type=submit]').click()
  await expect(page.locator('[data-slot="added-notice"]')).toHaveCount(0)
  press()
  await expect(page.locator('[data-slot="added-notice"]')).toBeVisible()
  await expect(page).toHaveURL(/marsh-sofa/)
  await expect(page.locator('[data-slot="search-box"] input')).toHaveValue("sofa")
  await expect(page.locator('[data-slot="cart-link"]')).toHaveText(/1 item/)
})

test("where scripts do not come, a product goes into the basket without them", async ({ page }) => {
  await page.context().route("**/_next/static/chunks/*.js", (route) => route.abort())
  await openAsleep(page, "/en/products/marsh-sofa")
  const sent = page.waitForResponse((answer) => answer.request().method() === "POST")
  await page.locator('[data-slot="buy-form"] [type=submit]').click()
  await (await sent).finished()
  await page.goto("/en/cart")
  await expect(page.locator('[data-slot="cart-line"]')).toHaveCount(1)
})
