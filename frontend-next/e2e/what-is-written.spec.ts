import AxeBuilder from "@axe-core/playwright"
import { expect, test } from "@playwright/test"

import { addToBasket, chooseDelivery, fillDetails, openProduct, placeOrder } from "./shopper"

test("a shopper agrees to the terms by ordering, and the order says to which", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, "terms@example.com")
  await chooseDelivery(page)
  const terms = page.locator('[data-slot="terms"]')
  await expect(terms).toContainText("By ordering you agree to: Terms of sale")
  const href = await terms.getByRole("link").getAttribute("href")
  await placeOrder(page)

  const accepted = page.locator('[data-slot="accepted-terms"]').getByRole("link")
  await expect(accepted).toHaveText("Terms of sale, version 1")
  expect(await accepted.getAttribute("href")).toBe(href)
  await accepted.click()
  await expect(page.locator('[data-slot="legal-version"]')).toContainText("This is the version in force.")
})

test("a reader finds the nearest store without a map, and the map only when asked for", async ({ page }) => {
  const asked: string[] = []
  await page.route("https://tile.openstreetmap.org/**", (route) => {
    asked.push(route.request().url())
    return route.fulfill({ contentType: "image/png", body: Buffer.from("") })
  })
  await page.goto("/en/stores")
  await expect(page.locator('[data-slot="stores"] h2')).toHaveCount(3)
  await page.getByLabel("Postcode or city").fill("20457")
  await page.getByRole("button", { name: "Find" }).click()
  await expect(page.getByRole("region", { name: "Nearest stores" }).getByRole("link").first()).toHaveText(
    "The Boathouse, Hamburg",
  )
  expect(asked).toEqual([])
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole("button", { name: "Show the map" }).click()
  await expect(page.getByRole("link", { name: "The Yard", exact: true })).toBeVisible()
  await expect.poll(() => asked.length).toBeGreaterThan(0)
})

test("a category is told of above and between its products, in Arabic, too", async ({ page }) => {
  for (const locale of ["en", "ar"]) {
    await page.goto(`/${locale}/categories/lighting`)
    await expect(page.locator('[data-slot="category-page"] h1')).toHaveCount(1)
    await expect(page.locator("h1")).toHaveCount(1)
    await expect(page.locator('[data-slot="between-products"]').first()).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await page.goto("/en/about-light")
  await expect(page).toHaveURL(/\/en\/categories\/lighting$/)
})

test("a page is Markdown for who asks so, and HTML for others", async ({ request }) => {
  const markdown = await request.get("/en/terms", { headers: { Accept: "text/markdown" } })
  expect(markdown.headers()["content-type"]).toContain("text/markdown")
  expect(markdown.headers().vary).toContain("Accept")
  expect(await markdown.text()).toMatch(/^# Terms of sale\n\n## 1\. The contract/)
  const html = await request.get("/en/terms", { headers: { Accept: "text/html" } })
  expect(html.headers()["content-type"]).toContain("text/html")
})
