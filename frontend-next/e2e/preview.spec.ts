import { expect, test } from "@playwright/test"

import { openPage, openWebsite, publishPage, untilEditsAreWatched, writePage } from "./office"
import { settings } from "./settings"
import { wake } from "./shopper"

test("a marketer sees in the shop what is typed, opens its field with a click, and publishes it", async ({
  page,
  browser,
}) => {
  const stamp = Date.now().toString(36)
  await openWebsite(page)
  await writePage(page, `Spring ${stamp}`, "Old words.")
  await openPage(page, "English", `Spring ${stamp}`)
  await page.getByRole("button", { name: "Toggle preview" }).click()
  const shop = page.frameLocator("#w-preview-iframe")
  await expect(shop.getByRole("heading", { level: 1 })).toHaveText(`Spring ${stamp}`, { timeout: 30_000 })
  await expect(shop.locator("[data-slot=site-header], header").first()).toBeVisible()

  await untilEditsAreWatched(page)
  await page.locator('[name="body-0-value-text"]').fill("New words.")
  await expect(shop.getByText("New words.")).toBeVisible({ timeout: 30_000 })
  const readers = await browser.newContext()
  const reader = await readers.newPage()
  await reader.goto(`/en/spring-${stamp}`)
  await expect(reader.getByText("Old words.")).toBeVisible()

  await page.locator('[name="title"]').focus()
  await expect(async () => {
    await shop.getByText("New words.").click()
    await expect(page.locator('[name="body-0-value-text"]')).toBeFocused({ timeout: 2000 })
  }).toPass({ timeout: 15_000 })

  await publishPage(page)
  await expect(async () => {
    await reader.goto(`/en/spring-${stamp}`)
    await expect(reader.getByText("New words.")).toBeVisible({ timeout: 200 })
  }).toPass({ timeout: 20_000 })
})

test("a link shows a draft without an account, for nobody to keep, until it is revoked", async ({
  page,
  browser,
  request,
}) => {
  const stamp = Date.now().toString(36)
  await openWebsite(page)
  await writePage(page, `Summer ${stamp}`, "Words.")
  await openPage(page, "English", `Summer ${stamp}`)
  await page.goto(page.url().replace(/pages\/(\d+)\/edit\/.*/, "draft-links/$1/"))
  await page.getByLabel("For whom").fill("Ines")
  await page.getByRole("button", { name: "Make a link" }).click()
  const address = await page.getByRole("textbox", { name: "Link", exact: true }).inputValue()

  const guests = await browser.newContext()
  const guest = await guests.newPage()
  await guest.goto(address)
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText(`Summer ${stamp}`)
  await expect(guest.locator("[data-slot=draft-ribbon]")).toContainText("not published yet")
  for (const spelled of [address, address.replace("~", "%7E")]) {
    const headers = (await request.get(spelled)).headers()
    expect(headers["cache-control"]).toContain("no-store")
    expect(headers["x-robots-tag"]).toContain("noindex")
    expect(headers["cache-status"]).toBeUndefined()
    expect(headers["content-security-policy"]).toMatch(
      new RegExp(`frame-ancestors ${new URL(settings.api).origin}(;|$)`),
    )
  }
  expect((await request.get(address)).headers()["x-frame-options"]).toBeUndefined()
  const usual = (await request.get("/en")).headers()
  expect(usual["content-security-policy"]).toContain("frame-ancestors 'none'")
  expect(usual["x-frame-options"]).toBe("DENY")

  await page.reload()
  await expect(page.getByText("4 times")).toBeVisible()
  await page.getByRole("button", { name: "Revoke" }).click()
  expect((await request.get(address)).status()).toBe(410)
  await guest.reload()
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("This preview is over")
})

test("who works in the back office is led from the shop to the page, and nobody else is", async ({
  page,
  browser,
}) => {
  const readers = await browser.newContext()
  const reader = await readers.newPage()
  await reader.goto("/en")
  await wake(reader)
  await openWebsite(page)
  await page.goto("/en")
  await wake(page)
  await page.locator("[data-slot=editor-bar]").getByRole("link", { name: "Edit" }).click()
  await expect(page).toHaveURL(/\/cms\/pages\/\d+\/edit\//)
  await expect(reader.locator("[data-slot=editor-bar]")).toHaveCount(0)
})
