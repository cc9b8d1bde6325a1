import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { letterTo } from "./letters"
import { newEmail } from "./settings"
import { openAccount } from "./shopper"

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const PASSWORD = "seven green kettles"

async function expectAccessible(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle")
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
}

async function linkTo(email: string): Promise<string> {
  const letter = await letterTo(email, "confirm-email")
  return /\/en\/confirm-email#token=\S+/.exec(letter)?.[0] ?? ""
}

async function confirm(page: Page, link: string): Promise<void> {
  await page.goto("/en")
  await page.goto(link)
  await expect(page).toHaveURL(/\/en\/confirm-email$/)
  await page.getByRole("button", { name: "Confirm address" }).click()
}

test("an address is confirmed with the link of a letter, and another one anew", async ({ page }) => {
  test.slow()
  const email = newEmail()
  await openAccount(page, email)
  await expect(page.locator('[data-slot="email-not-confirmed"]')).toBeVisible()
  const link = await linkTo(email)
  await confirm(page, link)
  await expect(page.locator('[data-slot="notice"]')).toHaveText("Your address is confirmed.")
  await confirm(page, link)
  await expect(page.getByRole("alert").filter({ hasText: "The link has been used already" })).toBeVisible()

  await page.goto("/en/account/email")
  await expect(page.locator('[data-slot="email-state"]')).toHaveText(`${email} is confirmed.`)
  const other = newEmail()
  await page.locator("#email").fill(other)
  await page.getByLabel("Present password").fill(PASSWORD)
  await page.getByRole("button", { name: "Change e-mail address" }).click()
  await expect(page.getByText("Your address is changed.")).toBeVisible()
  await page.goto("/en/account/email")
  await expect(page.locator('[data-slot="email-state"]')).toContainText(`${other} is not confirmed yet.`)
  await confirm(page, await linkTo(other))
  await expect(page.locator('[data-slot="notice"]')).toHaveText("Your address is confirmed.")
})

test("the pages of the address have no known barrier in any language", async ({ page }) => {
  await openAccount(page, newEmail())
  for (const locale of ["en", "de", "fr", "ar"]) {
    for (const path of ["account/email", "confirm-email"]) {
      await page.goto(`/${locale}/${path}`)
      await expectAccessible(page)
    }
  }
})
