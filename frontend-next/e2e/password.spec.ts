import { expect, test } from "@playwright/test"

import { letterTo } from "./letters"
import { newEmail } from "./settings"
import { openAccount } from "./shopper"

const OLD = "seven green kettles"
const NEW = "eight blue teapots"

test("a forgotten password is set anew with the link of a letter, which works once", async ({
  page,
  browser,
}) => {
  const email = newEmail()
  await openAccount(page, email)
  const elsewhere = await (await browser.newContext()).newPage()

  await elsewhere.goto("/en/login")
  await elsewhere.getByRole("link", { name: "Forgotten your password?" }).click()
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("Forgotten password")
  await elsewhere.getByLabel("E-mail").fill(email)
  await elsewhere.getByRole("button", { name: "Send me the link" }).click()
  const notice = elsewhere.locator('[data-slot="notice"]')
  await expect(notice).toBeFocused()

  const link = /\/en\/reset-password#token=\S+/.exec(await letterTo(email, "reset-password"))?.[0]
  expect(link).toBeDefined()
  await elsewhere.goto(link ?? "")
  await expect(elsewhere).toHaveURL(/\/en\/reset-password$/)
  await elsewhere.getByLabel("New password").fill("short7")
  await elsewhere.getByRole("button", { name: "Set password" }).click()
  await expect(elsewhere.locator("#new_password-error")).toHaveText("Please use at least 10 characters.")
  await elsewhere.getByLabel("New password").fill(NEW)
  await elsewhere.getByRole("button", { name: "Set password" }).click()
  await expect(notice).toContainText("Your new password is set.")

  await page.goto("/en/account")
  await expect(page).toHaveURL(/\/en\/login/)
  await notice.getByRole("link", { name: "Sign in" }).click()
  await elsewhere.getByLabel("E-mail").fill(email)
  await elsewhere.getByLabel("Password").fill(NEW)
  await elsewhere.getByRole("button", { name: "Sign in" }).click()
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada")

  await page.goto(link ?? "")
  await page.getByLabel("New password").fill(OLD)
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page.locator('[data-slot="notice"]')).toContainText("The link has been used already")
})

test("a changed password keeps this device and signs out the others", async ({ page, browser }) => {
  const email = newEmail()
  await openAccount(page, email)
  const other = await (await browser.newContext()).newPage()
  await other.goto("/en/login")
  await other.getByLabel("E-mail").fill(email)
  await other.getByLabel("Password").fill(OLD)
  await other.getByRole("button", { name: "Sign in" }).click()
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada")

  await page.getByRole("link", { name: "Change password" }).click()
  await page.getByLabel("Present password").fill("not the password")
  await page.getByLabel("New password").fill(NEW)
  await page.getByRole("button", { name: "Change password" }).click()
  await expect(page.locator("#current_password-error")).toHaveText("This is not your present password.")
  await page.getByLabel("Present password").fill(OLD)
  await page.getByLabel("New password").fill(NEW)
  await page.getByRole("button", { name: "Change password" }).click()
  await expect(page.locator('[data-slot="notice"]')).toContainText("Your password is changed.")

  await page.getByRole("link", { name: "Back to your account" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada")
  await other.reload()
  await expect(other).toHaveURL(/\/en\/login/)
})
