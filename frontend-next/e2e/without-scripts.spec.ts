import { expect, test } from "@playwright/test"

test.use({ javaScriptEnabled: false })

test("a shopper without scripts searches, buys and reads", async ({ page }) => {
  await page.goto("/en/search?q=sofa")
  await expect(page.locator('[data-slot="product-card"]').first()).toBeVisible()
  await page.goto("/en/products?available=true")
  await page.locator('[data-slot="product-card"]').first().getByRole("link").first().click()
  await page.locator('[data-slot="buy-form"] [type=submit]').click()
  await page.goto("/en/cart")
  await expect(page.locator('[data-slot="cart-line"]')).toHaveCount(1)
})

test("a form that was refused says why without scripts", async ({ page }) => {
  await page.goto("/en/login")
  await page.locator("#email").fill("nobody@example.com")
  await page.locator("#password").fill("not my password")
  await page.locator('[data-slot="account-form"] [type=submit]').click()
  await expect(page.getByRole("alert")).toBeVisible()
  await expect(page.locator("#email")).toHaveValue("nobody@example.com")
})

for (const path of [
  "/en/nope",
  "/en/products/nope",
  "/%",
  "/en/%E0%A4%A",
  "/en/products/50%25",
  "/en/products/%00",
]) {
  test(`${path} answers 404 with the page and its headers`, async ({ page }) => {
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(404)
    expect(answer?.headers()["content-security-policy"]).toMatch(/script-src 'self' '(?:sha256|nonce)-/)
    await expect(page.locator('[data-slot="missing-page"]')).toBeVisible()
    await expect(page.locator('[data-slot="site-header"]')).toBeVisible()
  })
}

test("an address of another language leads to the page in this one", async ({ request }) => {
  const answer = await request.get("/de/about?from=letter", { maxRedirects: 0 })
  expect(answer.status()).toBe(308)
  expect(answer.headers().location).toMatch(/\/de\/ueber-uns\?from=letter$/)
})
