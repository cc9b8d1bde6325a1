import { expect, test, type Page } from "@playwright/test"

import { addToBasket, chooseDelivery, fillDetails, openProduct } from "./shopper"
import { newEmail } from "./settings"

test("a quantity that is none is said at the field, which shows the true one", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/cart")
  const field = page.locator('[data-slot="cart-line"] input[name=quantity]')
  for (const text of ["-3", "abc", ""]) {
    await field.fill(text)
    await field.press("Enter")
    await expect(page.getByText("Please enter a whole number")).toBeVisible()
    await expect(field).toHaveValue("1")
  }
})

/** Scripts come when the function that is returned has been called. */
async function holdScripts(page: Page): Promise<() => void> {
  let letThrough: () => void = () => undefined
  const isOver = new Promise<void>((resolve) => (letThrough = resolve))
  await page.context().route("**/_next/static/chunks/*.js", async (route) => {
    await isOver
    await route.continue()
  })
  return letThrough
}

test("what is entered in a cart before the scripts have run is taken once they have", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  let letThrough = await holdScripts(page)
  await page.goto("/en/cart")
  const field = page.locator('[data-slot="cart-line"] input[name=quantity]')
  await field.fill("3")
  await field.press("Enter")
  letThrough()
  await expect(page.locator('[data-slot="cart-link"]')).toHaveText(/3 items/)

  await page.context().unrouteAll()
  letThrough = await holdScripts(page)
  await page.goto("/en/cart")
  const estimate = page.locator('[data-slot="cart-estimate"]')
  await estimate.locator("[name=postcode]").fill("10999")
  const asked = page.waitForRequest(/\/api\/delivery\?.*10999/)
  await estimate.locator("[type=submit]").click()
  letThrough()
  await asked
  await expect(page).toHaveURL(/\/en\/cart$/)
})

test("a line that went in another tab is said to be gone", async ({ page, context }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/cart")
  const other = await context.newPage()
  await other.goto("/en/cart")
  await other.getByRole("button", { name: /^Remove / }).click()
  await expect(other.locator('[data-slot="cart-line"]')).toHaveCount(0)

  await page.getByRole("button", { name: /^More: / }).click()
  await expect(page.getByText("Your basket changed elsewhere")).toBeVisible()
  await expect(page.locator('[data-slot="cart-line"]')).toHaveCount(0)
})

test("going back from delivery shows the details, and an order placed offline is not lost", async ({
  page,
  context,
}) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  await expect(page.locator('[data-slot="delivery-form"]')).toBeVisible()
  await page.goBack()
  await expect(page.locator('[data-slot="details-form"]')).toBeVisible()
  await page.goForward()
  await chooseDelivery(page)
  await page.getByRole("radio").last().check({ force: true })

  await context.setOffline(true)
  await page.locator('[data-slot="place-form"] [type=submit]').click()
  await expect(page.locator('[data-slot="place-form"]').getByRole("alert")).toBeInViewport()
  await expect(page.getByRole("radio").last()).toBeChecked()
  await context.setOffline(false)
  await page.locator('[data-slot="place-form"] [type=submit]').click()
  await expect(page.locator('[data-slot="confirmation"]')).toBeVisible({ timeout: 20_000 })
})

test("Escape in a submenu gives the focus back to its button", async ({ page }) => {
  await page.goto("/en")
  const opener = page.locator('[data-slot="main-menu"] button').first()
  await opener.press("Enter")
  await expect(opener).toHaveAttribute("aria-expanded", "true")
  await page.keyboard.press("Tab")
  await page.keyboard.press("Escape")
  await expect(opener).toBeFocused()
  await expect(opener).toHaveAttribute("aria-expanded", "false")
})

test("a line is saved for later, found on the empty basket, and moved back", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/cart")
  const line = page.locator('[data-slot="cart-line"]')
  const saved = page.locator('[data-slot="saved-line"]')
  const name = (await line.getByRole("heading").textContent()) ?? ""
  await page.getByRole("button", { name: `Save for later: ${name}` }).click()
  await expect(saved).toContainText(name)
  await expect(line).toHaveCount(0)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your basket is empty")

  await page.reload()
  await page.getByRole("button", { name: `Move to basket: ${name}` }).click()
  await expect(line).toContainText(name)
  await expect(saved).toHaveCount(0)

  await page.getByRole("button", { name: `Save for later: ${name}` }).click()
  await saved.getByRole("button", { name: `Remove ${name}` }).click()
  await expect(saved).toHaveCount(0)
})

test("a link to a left basket that leads nowhere says so, and changes nothing", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/cart/recover?token=forged")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is over")
  await page.getByRole("link", { name: "To your basket" }).click()
  await expect(page.locator('[data-slot="cart-line"]')).toHaveCount(1)
})
