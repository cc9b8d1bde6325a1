import { expect, test } from "@playwright/test"

test("filters live in the address, can be shared and taken back", async ({ page }) => {
  await page.goto("/en/products")
  const status = page.getByRole("status").filter({ hasText: "product" })
  const everything = await status.textContent()
  const side = page.getByRole("complementary", { name: "Filters" })
  await side.locator('input[name^="attr."]:enabled').first().check()
  await expect(page).toHaveURL(/attr\.[a-z_]+=/)
  await expect(status).not.toHaveText(everything ?? "")
  const narrowed = await status.textContent()

  await page.reload()
  await expect(status).toHaveText(narrowed ?? "")
  await page.getByRole("link", { name: "Clear all" }).click()
  await expect(page).toHaveURL(/\/en\/products$/)
  await expect(status).toHaveText(everything ?? "")
})

test("sorting by price puts the cheapest first", async ({ page }) => {
  await page.goto("/en/products")
  await page.getByLabel("Sort by").selectOption("price")
  await expect(page).toHaveURL(/sort=price/)
  const prices = page.locator('[data-slot="product-grid"] [data-slot="price"] > span:first-child')
  const amounts = (await prices.allTextContents()).map((text) =>
    Number(/[\d,]+\.\d+/.exec(text)?.[0].replaceAll(",", "")),
  )
  expect(amounts.length).toBeGreaterThan(3)
  expect(amounts).toEqual([...amounts].sort((a, b) => a - b))
})

test("a price nobody asks gives a way back", async ({ page }) => {
  await page.goto("/en/products?price_max=0.01")
  await expect(page.getByText("Nothing here answers to that")).toBeVisible()
})

test("choosing an option changes the address and survives a reload", async ({ page }) => {
  await page.goto("/en/products")
  const cards = page.locator('[data-slot="product-card"]', { has: page.locator(".swatch") })
  await cards.first().getByRole("link").click()
  const second = page.locator('[data-slot="option-picker"]').first().getByRole("radio").nth(1)
  await page.locator('[data-slot="option-picker"]').first().locator("label").nth(1).click()
  await expect(page).toHaveURL(/variant=/)
  await page.reload()
  await expect(second).toBeChecked()
})

test("prices follow the chosen currency", async ({ page }) => {
  await page.goto("/en/products")
  const price = page.locator('[data-slot="product-grid"] [data-slot="price"]').first()
  await expect(price).toContainText("€")
  await page.locator('[data-slot="preferences"] summary').click()
  await page.getByRole("button", { name: "Show prices in USD" }).click()
  await expect(price).toContainText("$")
  await page.reload()
  await expect(price).toContainText("$")
})

test("unknown addresses are told apart from empty ones", async ({ page }) => {
  for (const path of ["/en/no-such-page", "/en/products/no-such-thing", "/en/categories/no-such-room"]) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page has moved out")
  }
})
