import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { newEmail } from "./settings"
import { openAccount, wake } from "./shopper"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)

const box = (page: Page) => page.getByRole("combobox", { name: /Search the shop|ابحث في المتجر/ }).first()

async function search(page: Page, words: string): Promise<void> {
  await box(page).fill(words)
  await box(page).press("Enter")
  await expect(page).toHaveURL(/\/search\?q=/)
}

test("suggestions lead to a product by keyboard alone", async ({ page }) => {
  await page.goto("/en")
  // The key is heard once the page's scripts run.
  await expect(async () => {
    await page.keyboard.press("/")
    await expect(box(page)).toBeFocused({ timeout: 500 })
  }).toPass()
  await box(page).pressSequentially("rug")
  const options = page.getByRole("option")
  await expect(options.first()).toBeVisible()
  await expect(box(page)).toHaveAttribute("aria-expanded", "true")

  const products = page.getByRole("group", { name: "Products" }).getByRole("option")
  const name = ((await products.first().locator("span").nth(1).textContent()) ?? "").trim()
  while ((await products.first().getAttribute("aria-selected")) !== "true")
    await page.keyboard.press("ArrowDown")
  await expect(box(page)).toHaveAttribute(
    "aria-activedescendant",
    (await products.first().getAttribute("id")) ?? "",
  )
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/\/en\/products\//)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name)
})

test("Escape closes the suggestions, then empties the field", async ({ page }) => {
  await page.goto("/en")
  await box(page).pressSequentially("lamp")
  await expect(page.getByRole("option").first()).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("option")).toHaveCount(0)
  await expect(box(page)).toHaveValue("lamp")
  await page.keyboard.press("Escape")
  await expect(box(page)).toHaveValue("")
})

test("results are narrowed, taken back, and found again with the back button where they were", async ({
  page,
}) => {
  await page.goto("/en")
  await search(page, "rug")
  const count = page.getByRole("status").filter({ hasText: "product" })
  await expect(count).toBeVisible()
  const everything = await count.textContent()

  await page
    .getByRole("complementary", { name: "Filters" })
    .locator('input[name="attr.colour"]:enabled')
    .first()
    .check()
  await expect(page).toHaveURL(/attr\.colour=/)
  await expect(count).not.toHaveText(everything ?? "")
  await slot(page, "active-filters")
    .getByRole("link", { name: /Remove filter/ })
    .click()
  await expect(page).not.toHaveURL(/attr\.colour=/)
  await expect(count).toHaveText(everything ?? "")

  const last = slot(page, "product-card").last()
  await last.scrollIntoViewIfNeeded()
  const before = await page.evaluate(() => window.scrollY)
  await last.getByRole("link").click()
  await expect(page).toHaveURL(/\/products\//)
  await page.goBack()
  await expect(last).toBeVisible()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before / 2)
})

test("a typing error finds what was meant and says so", async ({ page }) => {
  await page.goto("/en")
  await search(page, "curtian")
  await expect(slot(page, "search-notes")).toContainText("curtain")
  await expect(slot(page, "product-card").first()).toContainText(/curtain/i)
})

test("a price in the words becomes a filter that can be taken back", async ({ page }) => {
  await page.goto("/en")
  await search(page, "rug under 200")
  const chip = slot(page, "active-filters").getByRole("link", { name: /200/ })
  await expect(chip).toBeVisible()
  await chip.click()
  await expect(page).toHaveURL(/literal=price/)
  await expect(box(page)).toHaveValue("rug under 200")
})

test("what was read out of the words is ticked among the filters and can be changed there", async ({
  page,
}) => {
  await page.goto("/en/search?q=moss%20rug")
  const filters = page.getByRole("complementary", { name: "Filters" })
  await expect(filters.getByRole("checkbox", { name: /^Moss/ })).toBeChecked()
  await filters.locator('input[name="attr.colour"]:enabled:not(:checked)').first().check()
  await expect(page).toHaveURL(/q=rug&attr\.colour=moss,/)
  await expect(filters.getByRole("checkbox", { name: /^Moss/ })).toBeChecked()
})

test("a search is saved after signing in, shown in the account, and forgotten", async ({ page }) => {
  await openAccount(page, newEmail())
  await page.goto("/en/search?q=rug&price_max=500")
  await page.getByRole("button", { name: "Tell me when something like this arrives" }).click()
  await slot(page, "save-search").getByRole("link", { name: "Your saved searches" }).click()
  const saved = slot(page, "saved-searches").getByRole("listitem")
  await expect(saved).toHaveCount(1)
  await saved.getByRole("link", { name: "rug · ≤ €500.00" }).click()
  await expect(page).toHaveURL(/\/search\?q=rug&price_max=500/)
  await expect(slot(page, "product-card").first()).toBeVisible()
  await page.goto("/en/account")
  await saved.getByRole("button", { name: "Forget" }).click()
  await expect(saved).toHaveCount(0)
})

test("who is not signed in comes back to the search after signing in", async ({ page }) => {
  await page.goto("/en/search?q=rug&attr.colour=moss,clay")
  await slot(page, "save-search").getByRole("link").click()
  await expect(page.locator('input[name="next"]')).toHaveValue("/search?q=rug&attr.colour=moss,clay")
})

test("finding nothing helps", async ({ page }) => {
  await page.goto("/en")
  await search(page, "qzxwvk jhgfdq")
  await expect(slot(page, "no-results")).toContainText("Nothing here answers to “qzxwvk jhgfdq”")
  await expect(slot(page, "no-results").getByRole("link").first()).toHaveAttribute("href", /\/categories\//)
  const robots = page.locator('meta[name="robots"]')
  await expect(robots).toHaveAttribute("content", /noindex/)
})

test("what was viewed is remembered only after the shopper agreed", async ({ page }) => {
  await page.goto("/en/products")
  const [first, second] = await slot(page, "product-card").getByRole("link").all()
  const addresses = [await first?.getAttribute("href"), await second?.getAttribute("href")]
  await page.goto(addresses[0] ?? "")
  await page.goto(addresses[1] ?? "")
  await wake(page)
  await expect(slot(page, "recently-viewed")).toHaveCount(0)

  await page.getByRole("checkbox", { name: "Remember what I look at" }).check()
  await page.goto(addresses[0] ?? "")
  await wake(page)
  await expect.poll(() => page.evaluate(() => document.cookie)).toContain("heron_viewed=prod_")
  await page.goto(addresses[1] ?? "")
  await wake(page)
  await expect(slot(page, "recently-viewed").getByRole("link")).toHaveCount(1)
  await page.getByRole("checkbox", { name: "Remember what I look at" }).uncheck()
  await expect(slot(page, "recently-viewed")).toHaveCount(0)
})

test("filters of a phone come from below and show what they leave @phone", async ({ page }) => {
  await page.goto("/en/search?q=rug")
  await page.getByRole("button", { name: /Filters/ }).click()
  const sheet = page.getByRole("dialog", { name: "Filters" })
  await expect(sheet).toBeVisible()
  await sheet.locator('input[name="attr.colour"]:enabled').first().check()
  await expect(page).toHaveURL(/attr\.colour=/)
  await sheet.getByRole("button", { name: /Show \d+ product/ }).click()
  await expect(sheet).toBeHidden()
  await expect(slot(page, "active-filters").getByRole("link").first()).toBeVisible()
})

test("Arabic is searched from right to left @phone", async ({ page }) => {
  await page.goto("/ar")
  await search(page, "سجادة")
  await expect(slot(page, "product-card").first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

for (const locale of ["en", "ar"]) {
  test(`results and suggestions in ${locale} have no known barrier`, async ({ page }) => {
    await page.goto(`/${locale}/search?q=${locale === "en" ? "rug" : "سجادة"}`)
    await box(page).click()
    await box(page).press("End")
    await box(page).pressSequentially(" ")
    await expect(page.getByRole("option").first()).toBeVisible()
    await page.waitForLoadState("networkidle")
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    ).toEqual([])
  })
}
