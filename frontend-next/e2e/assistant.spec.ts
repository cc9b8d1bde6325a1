import { gzipSync } from "node:zlib"

import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { newEmail } from "./settings"
import {
  addToBasket,
  chooseDelivery,
  fillDetails,
  openAccount,
  openProduct,
  placeOrder,
  wake,
} from "./shopper"

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const MESSAGES = /\/api\/assistant\/sessions\/[^/]+\/messages/
/** Packed with gzip: everything that is loaded when the assistant is opened. */
const HEAVIEST = 25_000

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)
const button = (page: Page) => slot(page, "assistant-button")
const field = (page: Page) => slot(page, "assistant").getByRole("textbox", { name: /Your message|رسالتك/ })
const answers = (page: Page) => slot(page, "message").and(page.locator('[data-role="assistant"]'))
const cartLink = (page: Page, name: RegExp) => slot(page, "site-header").getByRole("link", { name })

async function open(page: Page): Promise<void> {
  await button(page).click()
  await expect(field(page)).toBeVisible()
}

async function say(page: Page, text: string): Promise<void> {
  const count = await answers(page).count()
  await field(page).fill(text)
  await field(page).press("Enter")
  await expect(answers(page)).toHaveCount(count + 1)
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
  ).toEqual([])
}

test("one asks for a product, chooses a variant, adds it and takes it back", async ({ page }) => {
  await page.goto("/en")
  await open(page)
  await say(page, "show me sofas")
  const sofa = slot(page, "assistant-product").filter({ hasText: "Marsh Sofa" })
  await sofa.getByRole("button", { name: "Choose a variant" }).click()
  await expect(sofa.getByRole("combobox", { name: "Variant" })).toBeFocused()
  await sofa.getByRole("button", { name: "Add to basket" }).click()
  await expect(slot(page, "cart-change")).toContainText("Marsh Sofa: 1 in your basket")
  await expect(cartLink(page, /1 item/)).toBeVisible()

  await page.goto("/en/cart")
  await expect(slot(page, "cart-line")).toHaveCount(1)
  await open(page)
  await expect(slot(page, "cart-change")).toBeVisible()
  await slot(page, "assistant").getByRole("button", { name: "Undo that" }).click()
  await expect(slot(page, "cart-change").last()).toContainText("out of your basket")
  await expect(slot(page, "cart-line")).toHaveCount(0)
  await expect(cartLink(page, /empty/)).toBeVisible()
})

test("products stand side by side", async ({ page }) => {
  await page.goto("/en")
  await open(page)
  await say(page, "show me sofas")
  await page.getByRole("button", { name: "Compare side by side" }).click()
  const table = slot(page, "comparison")
  await expect(table.getByRole("row", { name: /^Price/ })).toContainText("€")
  await expect(table.getByRole("columnheader").first()).toContainText("Sofa")
  await expectAccessible(page)
})

test("an answer about delivery names the page it is from, and a person is named", async ({ page }) => {
  await page.goto("/en/products/marsh-sofa")
  await open(page)
  await expect(slot(page, "assistant").getByRole("button", { name: "Show me Marsh Sofa" })).toBeVisible()
  await say(page, "how long does delivery take?")
  await expect(slot(page, "citation").getByRole("link", { name: "Delivery & returns" })).toBeVisible()
  await answers(page).last().getByRole("button", { name: "It did not help" }).click()
  await page.getByRole("button", { name: "I meant something else" }).click()
  await expect(page.getByText("Thank you. We will look into it.")).toBeVisible()

  await say(page, "I want to talk to a person")
  await expect(answers(page).last().getByRole("link")).toBeVisible()
  await slot(page, "citation").getByRole("link", { name: "Delivery & returns" }).click()
  await expect(page).toHaveURL(/\/en\/delivery/)
  await expect(slot(page, "citation").first()).toBeVisible()
})

test("a guest hears of an order by its number and address, and nobody else does", async ({ page }) => {
  test.slow()
  const email = newEmail()
  await openProduct(page, "en")
  await addToBasket(page)
  await page.goto("/en/checkout")
  await fillDetails(page, email)
  await chooseDelivery(page)
  const number = await placeOrder(page)

  await open(page)
  await say(page, `Where is my order ${number}? I am ${email}`)
  await expect(slot(page, "assistant-order")).toContainText(number)
  await say(page, `Where is my order ${number}? I am someone@example.com`)
  await expect(slot(page, "assistant-order")).toHaveCount(1)
})

test("what could not be sent stays, and is sent once", async ({ page }) => {
  await page.goto("/en")
  await open(page)
  // What the shop has taken is shown by the line anyhow, so nothing gets there at all.
  await page.route(MESSAGES, (route) => route.abort())
  await field(page).fill("show me lamps")
  await field(page).press("Enter")
  await expect(slot(page, "assistant").getByRole("alert")).toContainText("could not be sent")
  await expect(field(page)).toHaveValue("show me lamps")
  await expectAccessible(page)
  await page.unroute(MESSAGES)
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(slot(page, "assistant-product").first()).toBeVisible()
  await expect(field(page)).toHaveValue("")

  await page.reload()
  await open(page)
  await expect(answers(page)).toHaveCount(1)
})

test("the keyboard opens it, closes it and is back where it was", async ({ page }) => {
  await page.goto("/en")
  await button(page).focus()
  await page.keyboard.press("Enter")
  await expect(field(page)).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await expect(slot(page, "assistant")).toBeHidden()
  await expect(button(page)).toBeFocused()
})

test("in Arabic it fills the phone, from right to left @phone", async ({ page }) => {
  await page.goto("/ar")
  await open(page)
  const box = await slot(page, "assistant").boundingBox()
  expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 })
  await say(page, "أرني المصابيح")
  await expect(slot(page, "assistant-product").first()).toBeVisible()
  await expectAccessible(page)
  await slot(page, "assistant-product").first().getByRole("link").click()
  await expect(page).toHaveURL(/\/ar\/products\//)
  await expect(slot(page, "assistant")).toBeHidden()
})

test("who is signed in finds earlier conversations, and leaves none behind", async ({ page }) => {
  await openAccount(page, newEmail())
  await open(page)
  await say(page, "show me lamps")
  await page.getByRole("button", { name: "New conversation" }).click()
  await expect(slot(page, "message")).toHaveCount(0)
  await page.getByRole("button", { name: "Earlier conversations" }).click()
  await page.getByRole("button", { name: /show me lamps/ }).click()
  await expect(answers(page)).toHaveCount(1)

  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Sign out" }).click()
  await page.goto("/en")
  await open(page)
  await expect(slot(page, "message")).toHaveCount(0)
})

test("nothing of it is loaded before it is opened, and little then", async ({ page }) => {
  const scripts = new Map<string, number>()
  page.on("response", async (response) => {
    if (response.request().resourceType() !== "script") return
    scripts.set(response.url(), gzipSync(await response.body()).length)
  })
  await page.goto("/en")
  await wake(page)
  await page.waitForLoadState("networkidle")
  const before = new Set(scripts.keys())
  await open(page)
  await page.waitForLoadState("networkidle")
  const loaded = [...scripts].filter(([address]) => !before.has(address))
  const weight = loaded.reduce((sum, [, bytes]) => sum + bytes, 0)
  console.log(`opening the assistant loads ${(weight / 1000).toFixed(1)} kB of scripts (gzip)`)
  expect(loaded).not.toEqual([])
  expect(weight).toBeLessThan(HEAVIEST)
})
