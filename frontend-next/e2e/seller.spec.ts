import { expect, test, type APIRequestContext, type Locator, type Page } from "@playwright/test"

import { openDashboard } from "./office"
import { settings } from "./settings"

const TOLD_MS = 10_000

/** The stock of a variant: one row for each seller that may be seen, and an empty one for a new offer. */
async function openStock(page: Page, path: string): Promise<Locator> {
  await page.goto(`${settings.api}${path}`)
  await page.getByRole("link", { name: "Stock and pricing" }).click()
  const rows = page.locator("#product_stock tbody tr")
  await expect(rows.first()).toBeVisible()
  return rows
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.locator(".alert-success").first()).toBeVisible()
}

async function setStock(page: Page, path: string, pieces: string): Promise<void> {
  const rows = await openStock(page, path)
  await rows.first().locator("[name$=num_in_stock]:not([type=hidden])").fill(pieces)
  await save(page)
}

/** Offers the variant beside whoever sells it, as the shop itself. */
async function offerToo(page: Page, path: string, seller: string): Promise<void> {
  const row = (await openStock(page, path)).last()
  await row.locator("select[name$=partner]").selectOption({ label: seller }, { force: true })
  await row.locator("[name$=partner_sku]").fill(`TOO-${Date.now().toString(36)}`)
  await row.locator("[name$=num_in_stock]").fill("70")
  await row.locator("[name$='-price']").fill("30")
  await save(page)
}

async function withdraw(page: Page, path: string, seller: string): Promise<void> {
  const rows = await openStock(page, path)
  const chosen = page.locator("select[name$=partner] option:checked", { hasText: seller })
  await rows.filter({ has: chosen }).getByLabel("Delete").check()
  await save(page)
}

/** Where the storefront shows exactly that variant. */
async function addressOf(request: APIRequestContext, slug: string, sku: string): Promise<string> {
  const answer = await request.get(`${settings.api}/api/v1/products/${slug}/`)
  const { variants } = (await answer.json()) as { variants: { id: string; sku: string }[] }
  const variant = variants.find((each) => each.sku === sku)
  if (!variant) throw new Error(`${slug} has no variant ${sku}.`)
  return `/en/products/${slug}?variant=${variant.id}`
}

async function expectShown(page: Page, address: string, availability: string): Promise<void> {
  await expect(async () => {
    await page.goto(address)
    await expect(page.locator('[data-slot="purchase-panel"]').getByText(availability)).toBeVisible({
      timeout: 500,
    })
  }).toPass({ timeout: TOLD_MS })
}

const numbers = (page: Page) =>
  page
    .locator("td a[href*='/dashboard/orders/']")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")))

test("a seller sees own goods and orders, and no other's", async ({ page, browser }) => {
  await openDashboard(page, settings.seller)
  await expect(page.getByRole("heading", { name: "Your shop" })).toBeVisible()
  await expect(page.getByRole("row", { name: /Sold in EUR, without/ })).toContainText("€")
  const offered = Number(
    await page
      .getByRole("row", { name: /Products you offer/ })
      .getByRole("link")
      .textContent(),
  )
  await page.goto(`${settings.api}/dashboard/orders/`)
  const own = await numbers(page)
  expect(own.length).toBeGreaterThan(0)

  const elsewhere = await browser.newContext()
  const staff = await elsewhere.newPage()
  await openDashboard(staff, settings.staff)
  const everything = Number(
    await staff
      .getByRole("row", { name: /Total products/ })
      .getByRole("cell")
      .last()
      .textContent(),
  )
  expect(offered).toBeGreaterThan(0)
  expect(offered).toBeLessThan(everything)
  await staff.goto(`${settings.api}/dashboard/orders/`)
  const foreign = (await numbers(staff)).find((href) => !own.includes(href))
  expect((await page.goto(`${settings.api}${foreign ?? ""}`))?.status()).toBe(404)
  expect((await page.goto(`${settings.api}/dashboard/partners/`))?.status()).toBe(403)
  await elsewhere.close()
})

test("what one seller has no more is shown as sold by another", async ({ page, browser, request }) => {
  test.slow()
  const [desk, office] = [
    await (await browser.newContext()).newPage(),
    await (await browser.newContext()).newPage(),
  ]
  await openDashboard(desk, settings.seller)
  await desk.goto(`${settings.api}/dashboard/catalogue/`)
  await desk.getByRole("row").nth(1).getByRole("link").first().click()
  const slug = /\/catalogue\/(.+)_\d+\//.exec(
    (await desk.getByRole("link", { name: "View on site" }).getAttribute("href")) ?? "",
  )?.[1]
  await desk.getByRole("link", { name: "Variants" }).click()
  await desk.locator("#child_products").getByRole("link", { name: "Edit" }).first().click()
  const path = new URL(desk.url()).pathname
  const rows = await openStock(desk, path)
  await expect(rows.first().locator("select[name$=partner] option")).toHaveText(["---------", /./])
  const sku = await rows.first().locator("[name$=partner_sku]:not([type=hidden])").inputValue()
  const before = await rows.first().locator("[name$=num_in_stock]:not([type=hidden])").inputValue()
  const promised = (await rows.first().getByRole("cell").nth(3).textContent())?.trim() ?? "-"
  const address = await addressOf(request, slug ?? "", sku)

  await setStock(desk, path, promised === "-" ? "0" : promised)
  await expectShown(page, address, "Out of stock")
  await openDashboard(office, settings.staff)
  await offerToo(office, path, "Reed & Rook")
  await expectShown(page, address, "In stock")
  await expect(await openStock(desk, path)).toHaveCount(2)

  await withdraw(office, path, "Reed & Rook")
  await expectShown(page, address, "Out of stock")
  await setStock(desk, path, before)
  await expectShown(page, address, Number(before) > 5 ? "In stock" : "Only a few left")
})
