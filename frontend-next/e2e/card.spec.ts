import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { asIntegrator } from "./office"
import { newEmail } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openAccount, openProduct } from "./shopper"

const GOOD = "4242 4242 4242 4242"
const ASKS = "4000 0027 6000 3184"
const POOR = "4000 0000 0000 9995"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)
const fields = (page: Page) => page.frameLocator('iframe[title="Secure payment input frame"]')
const bank = (page: Page) => page.frameLocator('iframe[title="3D Secure"]')
// By the keyboard: the frame beside it may still move, and a press of the mouse would miss.
const pay = (page: Page) => slot(page, "place-form").locator("[type=submit]").press("Enter")
const placed = (page: Page) => expect(slot(page, "confirmation")).toBeVisible({ timeout: 20_000 })

// One product would be sold out by so many orders, now that all journeys begin with the first.
let bought = 0

async function openPayment(page: Page, locale = "en", email = newEmail()): Promise<void> {
  await openProduct(page, locale, "/products", (bought += 1) % 6)
  await addToBasket(page)
  await page.goto(`/${locale}/checkout`)
  await fillDetails(page, email)
  await chooseDelivery(page)
}

async function typeCard(page: Page, number: string): Promise<void> {
  await fields(page).getByLabel("Card number").fill(number)
  await fields(page).getByLabel("Expiration date").fill("12 / 34")
  await fields(page).getByLabel("Security code").fill("123")
}

let configuration = ""
if (!process.env.E2E_NO_SETUP)
  test.beforeAll(async ({ request }) => {
    const staff = await asIntegrator(request)
    const keys = { secret_key: "sk_test_journey", publishable_key: "pk_test_journey" }
    configuration = await staff.add({ provider: "stripe", mode: "test", settings: keys })
    await staff.activate(configuration)
  })
if (!process.env.E2E_NO_SETUP)
  test.afterAll(async ({ request }) => {
    await (await asIntegrator(request)).remove(configuration)
  })

test("a card pays, and the script came no sooner than it was needed", async ({ page }) => {
  const scripts: string[] = []
  page.on("request", (request) => {
    if (request.url().includes("/v3/")) scripts.push(page.url())
  })
  await openPayment(page)
  await typeCard(page, GOOD)
  await pay(page)
  await placed(page)
  await expect(slot(page, "order-money")).toContainText("Paid")
  expect(scripts.filter((address) => !address.includes("/checkout"))).toEqual([])
})

test("what is mistyped is said in the field, and nothing typed is lost", async ({ page }) => {
  await openPayment(page)
  await typeCard(page, "4242 4242 4242 4241")
  await pay(page)
  await expect(fields(page).getByRole("alert")).toContainText("invalid")
  await expect(fields(page).getByLabel("Security code")).toHaveValue("123")
  await typeCard(page, GOOD)
  await pay(page)
  await placed(page)
})

test("the bank asks, in a window of the page, and the order is in", async ({ page }) => {
  await openPayment(page)
  await typeCard(page, ASKS)
  await pay(page)
  await bank(page).getByRole("button", { name: "Complete authentication" }).click()
  await placed(page)
})

test("a refusal is said where the card was typed, and the same button tries another card", async ({
  page,
}) => {
  await openPayment(page)
  await typeCard(page, POOR)
  await pay(page)
  const refusal = slot(page, "payment-method").getByRole("alert")
  await expect(refusal).toBeVisible({ timeout: 20_000 })
  await expect(refusal).toBeFocused()
  await typeCard(page, ASKS)
  await pay(page)
  await bank(page).getByRole("button", { name: "Fail authentication" }).click()
  await expect(refusal).toBeVisible({ timeout: 20_000 })
  await typeCard(page, GOOD)
  await pay(page)
  await placed(page)
})

test("a tab that is closed while the bank asks is taken up again in another", async ({ page, context }) => {
  await openPayment(page)
  await typeCard(page, ASKS)
  await pay(page)
  await expect(bank(page).getByRole("button", { name: "Complete authentication" })).toBeVisible()
  await page.close()
  const other = await context.newPage()
  await other.goto("/en/cart")
  await slot(other, "unfinished-payment").getByRole("link").click()
  await other.getByRole("button", { name: "Confirm with your bank" }).click()
  await bank(other).getByRole("button", { name: "Complete authentication" }).click()
  await placed(other)
})

test("who is sent away comes back, also on another device", async ({ page, browser }) => {
  await openPayment(page)
  await fields(page).getByLabel("Klarna").check()
  await pay(page)
  await page.waitForURL(/127\.0\.0\.1/)
  const device = await (await browser.newContext()).newPage()
  await device.goto(page.url())
  await device.getByRole("button", { name: "Complete authentication" }).click()
  await placed(device)
  await page.goto("/en/cart")
  await expect(slot(page, "unfinished-payment")).toContainText("is in")
})

test("a wallet pays with one press", async ({ page }) => {
  await openPayment(page)
  await page.frameLocator('iframe[title="Secure express checkout frame"]').getByRole("button").click()
  await page.frameLocator('iframe[title="Google Pay"]').getByRole("button", { name: "Pay" }).click()
  await placed(page)
})

test("a customer saves a card, pays with it, and deletes it", async ({ page }) => {
  const email = newEmail()
  await openAccount(page, email)
  await openPayment(page, "en", email)
  await typeCard(page, GOOD)
  const saves = page.getByLabel("Save this for the next time")
  await saves.press("Space")
  await expect(saves).toBeChecked()
  await pay(page)
  await placed(page)
  await openPayment(page, "en", email)
  await expect(page.getByLabel(/4242/)).toBeChecked()
  await pay(page)
  await placed(page)
  await page.goto("/en/account/payment-methods")
  await page.getByRole("button", { name: /^Delete.*4242/ }).click()
  await expect(page.getByText("Nothing is saved.")).toBeVisible()
})

test("an order by invoice is paid by card after all", async ({ page }) => {
  await openPayment(page)
  await page.getByRole("radio", { name: /Invoice/ }).check()
  await pay(page)
  await placed(page)
  await page.getByRole("link", { name: "Pay now or in another way" }).click()
  await typeCard(page, ASKS)
  await pay(page)
  await bank(page).getByRole("button", { name: "Complete authentication" }).click()
  await expect(slot(page, "order-money")).toContainText("Paid", { timeout: 20_000 })
})

test("paying by card has no known barrier", async ({ page }) => {
  for (const locale of ["en", "ar"]) {
    await openPayment(page, locale)
    await expect(fields(page).locator("[name=number]")).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join()}`),
    ).toEqual([])
    await page.context().clearCookies()
  }
})

test("a customer saves cards without paying, with the bank's consent, and pays with one first", async ({
  page,
}) => {
  const email = newEmail()
  await openAccount(page, email)
  await page.goto("/en/account/payment-methods")
  for (const number of [ASKS, GOOD]) {
    await page.getByRole("link", { name: "Add: Card" }).click()
    await typeCard(page, number)
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter")
    if (number === ASKS) await bank(page).getByRole("button", { name: "Complete authentication" }).click()
    await expect(page.getByText("It is saved.")).toBeVisible({ timeout: 20_000 })
  }
  await expect(slot(page, "saved-method-list").getByRole("listitem")).toHaveCount(2)
  await page.getByRole("button", { name: /^Use first.*3184/ }).click()
  await expect(
    slot(page, "saved-method-list").getByRole("listitem").filter({ hasText: "3184" }),
  ).toContainText("Used first")
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await openPayment(page, "en", email)
  await expect(page.getByLabel(/3184/)).toBeChecked()
})

test("a card that the bank does not let be saved is said to be none", async ({ page }) => {
  await openAccount(page, newEmail())
  await page.goto("/en/account/payment-methods?add=stripe")
  await typeCard(page, ASKS)
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter")
  await bank(page).getByRole("button", { name: "Fail authentication" }).click()
  await expect(slot(page, "refusal")).toBeVisible({ timeout: 20_000 })
  await page.goto("/en/account/payment-methods")
  await expect(page.getByText("Nothing is saved.")).toBeVisible()
})
