import { expect, test } from "@playwright/test"

import { newEmail } from "./settings"
import { openAccount } from "./shopper"

const PATH = "/en/products/tuesday-mug"

test("the stars lead to the reviews, and the bars add up to them", async ({ page }) => {
  await page.goto(PATH)
  const stars = page.locator('a[href="#reviews"]')
  const told = Number(/\d+(?= review)/.exec((await stars.textContent()) ?? "")?.[0])
  await stars.click()
  await expect(page).toHaveURL(/#reviews$/)
  const reviews = page.locator("#reviews")
  await expect(reviews.getByRole("heading", { level: 2 })).toBeInViewport()
  const counts = await reviews.locator('[data-slot="score-count"]').allTextContents()
  expect(counts).toHaveLength(5)
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(told)
  await expect(reviews.locator('[data-slot="review"]')).toHaveCount(told)
  await expect(reviews.getByRole("heading", { name: "Even Mondays" })).toBeVisible()
})

test("a page of reviews that is none shows the first one", async ({ page }) => {
  for (const asked of ["99", "0", "two", "-1"]) {
    await page.goto(`${PATH}?reviews=${asked}`)
    await expect(page.locator('[data-slot="review"]').first()).toBeVisible()
  }
})

test("the bars grow from the right in Arabic, and each text keeps its direction", async ({ page }) => {
  await page.goto("/ar/products/tuesday-mug")
  const reviews = page.locator("#reviews")
  await expect(reviews.getByRole("heading", { level: 2 })).toHaveText("التقييمات")
  const title = reviews.getByRole("heading", { name: "Even Mondays" })
  expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe("ltr")
})

test("a customer writes once, and staff look first", async ({ page }) => {
  await openAccount(page, newEmail())
  await page.goto(PATH)
  const form = page.locator('[data-slot="review-form"]')
  await form.getByLabel("In one line").fill("See www.example.com")
  await form.getByRole("button", { name: "Send review" }).click()
  await expect(form.getByText("Please leave out web and e-mail addresses.")).toBeVisible()
  await expect(form.getByLabel("Your rating")).toHaveAttribute("aria-invalid", "true")
  await expect(form.getByLabel("In one line")).toHaveValue("See www.example.com")

  const write = async () => {
    await form.getByLabel("Your rating").selectOption("5")
    await form.getByLabel("In one line").fill("A fine mug")
    await form.getByLabel("Your review").fill("It holds tea.")
    await form.getByRole("button", { name: "Send review" }).click()
  }
  await write()
  await expect(page.getByRole("status").filter({ hasText: "Thank you" })).toBeVisible()
  await page.reload()
  await expect(page.getByRole("heading", { name: "A fine mug" })).toHaveCount(0)
  await write()
  await expect(form.getByRole("alert")).toContainText("You have written about this product before.")
})
