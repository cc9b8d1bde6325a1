import { expect, test } from "@playwright/test"

import { newEmail } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openAccount, openProduct, placeOrder } from "./shopper"

const PASSWORD = "seven green kettles"

test("a customer opens an account, keeps the basket, signs out and in again", async ({ page, context }) => {
  const email = newEmail()
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/account")
  await expect(page).toHaveURL(/\/en\/login/)
  await page.getByRole("link", { name: "New here? Open an account" }).click()
  await page.getByLabel("First name").fill("Ada")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Open account" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada")
  await expect(page.getByRole("link", { name: "Your basket, 1 item" })).toBeVisible()

  const readable = await page.evaluate(() => document.cookie)
  expect(readable).not.toContain("heron_access")
  expect((await context.cookies()).find(({ name }) => name === "heron_refresh")?.httpOnly).toBe(true)

  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page.getByRole("link", { name: "Your basket is empty" })).toBeVisible()
  await page.goto("/en/login")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill("not the password")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByText("E-mail address and password do not match.")).toBeVisible()
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada")
  await expect(page.getByRole("link", { name: "Your basket, 1 item" })).toBeVisible()
})

test("an expired access token is renewed without a word", async ({ page, context }) => {
  await openAccount(page, newEmail())
  await context.clearCookies({ name: "heron_access" })
  await page.reload()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada")
})

test("after signing out, the next person at this device finds neither the order nor who ordered", async ({
  page,
}) => {
  const email = newEmail()
  await openAccount(page, email)
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  const number = await placeOrder(page)
  await page.goto(`/en/orders/${number}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Order ${number}`)

  await page.goto("/en/account")
  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page).toHaveURL(/\/en$/)
  await page.goto(`/en/orders/${number}`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("We cannot find this order")
  await page.goto("/en/account")
  await expect(page).toHaveURL(/\/en\/login/)
  await expect(page.getByText(email)).toHaveCount(0)
})
