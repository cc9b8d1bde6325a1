import { expect, type Page } from "@playwright/test"

export const ADDRESS = {
  first_name: "Ada",
  last_name: "Moss",
  line1: "Oranienstraße 12",
  postcode: "10999",
  city: "Berlin",
}

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)

/** The sign of a person that a page which sleeps waits for; React has the page under its hands when this is over. */
export async function wake(page: Page): Promise<void> {
  await page.mouse.move(10, 10)
  await page.mouse.move(20, 20)
  await page.waitForFunction(() => {
    const main = document.querySelector("main")
    return main !== null && Object.keys(main).some((name) => name.startsWith("__reactFiber"))
  })
}

/** From a list to the page of a product that can be bought: the first, unless another place is asked for. */
export async function openProduct(page: Page, locale: string, list = "/products", place = 0): Promise<void> {
  await page.goto(`/${locale}${list}?available=true`)
  await slot(page, "product-card").nth(place).getByRole("link").click()
  await expect(slot(page, "purchase-panel")).toBeVisible()
}

/** Opens an account and is signed in with it. */
export async function openAccount(
  page: Page,
  email: string,
  password = "seven green kettles",
): Promise<void> {
  await page.goto("/en/register")
  await page.getByLabel("First name").fill("Ada")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Open account" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada")
}

export async function addToBasket(page: Page): Promise<void> {
  await slot(page, "buy-form").locator("[type=submit]").click()
  await expect(slot(page, "added-notice")).toBeVisible()
}

export async function fillDetails(page: Page, email: string): Promise<void> {
  const form = slot(page, "details-form")
  await form.locator("#email").fill(email)
  await form.locator('[id="shipping_address.country"]').selectOption("DE")
  for (const [name, value] of Object.entries(ADDRESS)) {
    await form.locator(`[id="shipping_address.${name}"]`).fill(value)
  }
  await form.locator("[type=submit]").click()
}

export async function chooseDelivery(page: Page): Promise<void> {
  await slot(page, "delivery-form").locator("[type=submit]").click()
  await expect(slot(page, "place-form")).toBeVisible()
}

/** Ends on the confirmation and returns the order's number. */
export async function placeOrder(page: Page): Promise<string> {
  await slot(page, "place-form").locator("[type=submit]").click()
  await expect(slot(page, "confirmation")).toBeVisible({ timeout: 20_000 })
  const number = /orders\/([^/?]+)/.exec(page.url())?.[1]
  if (!number) throw new Error(`${page.url()} names no order.`)
  return number
}
