import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test"

import { addToBasket } from "./shopper"

const PRODUCT = "/en/products/marsh-sofa"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)

/** How a page came, and what its header shows of the shopper. */
async function open(context: BrowserContext, path: string) {
  const page = await context.newPage()
  const answer = await page.goto(path)
  return { page, body: await answer?.text(), cache: answer?.headers()["cache-status"] }
}

async function shopperWith(browser: Browser, pieces: number): Promise<BrowserContext> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(PRODUCT)
  for (let piece = 0; piece < pieces; piece += 1) {
    await addToBasket(page)
    await expect(slot(page, "cart-link")).toContainText(String(piece + 1))
    await page.reload()
  }
  return context
}

test("two shoppers are given the same page, each with a count of their own", async ({ browser }) => {
  const contexts = [await shopperWith(browser, 1), await shopperWith(browser, 2)]
  const guest = await browser.newContext()
  await expect(async () => {
    const opened = await Promise.all([...contexts, guest].map((context) => open(context, "/en")))
    const [first, second, third] = opened
    if (!first || !second || !third) throw new Error("A page is missing.")
    expect(third.cache).toBe("storefront; hit")
    expect(second.body).toBe(first.body)
    expect(third.body).toBe(first.body)
    await expect(slot(first.page, "cart-link")).toContainText("Your basket, 1 item")
    await expect(slot(second.page, "cart-link")).toContainText("Your basket, 2 items")
    await expect(slot(third.page, "cart-link")).toContainText("Your basket is empty")
  }).toPass()
  await Promise.all([...contexts, guest].map((context) => context.close()))
})

test("who pays in another currency does not change what others see", async ({ browser }) => {
  const american = await browser.newContext()
  const page = await american.newPage()
  await page.goto(PRODUCT)
  await slot(page, "preferences").locator("summary").click()
  await slot(page, "preferences").getByRole("button", { name: "USD" }).click()
  await expect(slot(page, "purchase-panel")).toContainText("$")
  await page.reload()
  await expect(slot(page, "purchase-panel")).toContainText("$")

  const european = await open(await browser.newContext(), PRODUCT)
  await expect(slot(european.page, "purchase-panel")).toContainText("€")
  await page.reload()
  await expect(slot(page, "purchase-panel")).toContainText("$")
  await page.getByRole("link", { name: "Reed & Rook" }).first().click()
  await expect(page).toHaveURL(/\/en$/)
  await expect(slot(page, "product-card").first()).toContainText("$")
})

test("nothing of the page moves when the shopper's own things arrive", async ({ browser }) => {
  const context = await shopperWith(browser, 1)
  const page = await context.newPage()
  await page.goto("/en")
  const banner = slot(page, "banner").locator("visible=true")
  if (await banner.count()) await banner.getByRole("button").click()
  await page.goto("/en")
  await expect(slot(page, "cart-link")).toContainText("Your basket, 1 item")
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[]
          resolve(shifts.reduce((sum, { value }) => sum + value, 0))
        }).observe({ type: "layout-shift", buffered: true })
        setTimeout(() => {
          resolve(0)
        }, 500)
      }),
  )
  expect(moved).toBeLessThan(0.01)
})

for (const [locale, words] of [
  ["en", "Your basket cannot be reached right now"],
  ["de", "Ihr Korb ist gerade nicht erreichbar"],
  ["fr", "Votre panier est injoignable pour le moment"],
  ["ar", "تعذّر الوصول إلى سلتك الآن"],
] as const) {
  test(`a basket that cannot be reached says so in ${locale}, and the page stays`, async ({ page }) => {
    await page.route("**/api/shopper?*", (route) =>
      route.fulfill({ json: { itemCount: 0, isSignedIn: false, isAway: true } }),
    )
    await page.goto(`/${locale}/products`)
    await expect(slot(page, "cart-link")).toContainText(words)
    await expect(slot(page, "away-notice")).toBeVisible()
    await expect(slot(page, "product-card").first()).toBeVisible()
  })
}
