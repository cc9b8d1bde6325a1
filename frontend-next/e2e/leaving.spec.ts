import { readFile } from "node:fs/promises"

import { AxeBuilder } from "@axe-core/playwright"
import { expect, test } from "@playwright/test"

import { newEmail } from "./settings"
import { openAccount } from "./shopper"

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

test("a customer takes the data along, closes the account, and is not known any more", async ({ page }) => {
  const email = newEmail()
  await openAccount(page, email)
  for (const locale of ["de", "fr", "ar", "en"]) {
    await page.goto(`/${locale}/account/data`)
    await page.waitForLoadState("networkidle")
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    expect(violations.map(({ id }) => `${locale}: ${id}`)).toEqual([])
  }

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download your data" }).click(),
  ])
  expect(download.suggestedFilename()).toBe("my-data.json")
  expect(await readFile(await download.path(), "utf8")).toContain(email)

  await page.getByLabel("Present password").fill("not the password")
  await page.getByRole("button", { name: "Close account for good" }).click()
  await expect(page.locator("#current_password-error")).toHaveText("This is not your present password.")
  await page.getByLabel("Present password").fill("seven green kettles")
  await page.getByRole("button", { name: "Close account for good" }).click()
  await expect(page.getByRole("heading", { name: "Your account is closed" })).toBeVisible()

  await page.goto("/en/login")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill("seven green kettles")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByText("E-mail address and password do not match.")).toBeVisible()
})
