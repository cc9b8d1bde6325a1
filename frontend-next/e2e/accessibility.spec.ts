import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { addToBasket, openProduct } from "./shopper"

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle")
  await expect(page).not.toHaveTitle("") // it streams in behind the page
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
  ).toEqual([])
}

for (const locale of ["en", "ar"]) {
  for (const path of [
    "",
    "/products",
    "/products/tuesday-mug",
    "/search?q=rug",
    "/login",
    "/register",
    "/forgot-password",
    "/reset-password",
    "/orders",
    "/gift-cards",
    "/cart",
    "/no-such-page",
  ]) {
    test(`/${locale}${path} has no known barrier`, async ({ page }) => {
      await page.goto(`/${locale}${path}`)
      await expectAccessible(page)
    })
  }

  test(`buying in ${locale} has no known barrier`, async ({ page }) => {
    await openProduct(page, locale)
    await expectAccessible(page)
    await addToBasket(page)
    await expectAccessible(page)
    await page.goto(`/${locale}/cart`)
    await expectAccessible(page)
    await page.goto(`/${locale}/checkout`)
    await page.locator('[data-slot="details-form"] [type=submit]').click()
    await expect(page.locator("#email-error")).toBeVisible()
    await expectAccessible(page)
  })
}

test("the menu and the filters of a phone have no known barrier @phone", async ({ page }) => {
  await page.goto("/en/products")
  await page.getByRole("button", { name: "Filters" }).click()
  await expect(page.getByRole("dialog", { name: "Filters" })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await expect(page.getByRole("button", { name: "Filters" })).toBeFocused()
  await page.getByRole("button", { name: "Open the menu" }).click()
  await expectAccessible(page)
})

test("the first key press offers to skip the menu", async ({ page }) => {
  await page.goto("/en")
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.locator("#content")).toBeFocused()
})
