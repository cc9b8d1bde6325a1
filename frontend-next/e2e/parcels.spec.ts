import { expect, test, type Page } from "@playwright/test"

import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"
import { addToBasket, chooseDelivery, fillDetails, openProduct, placeOrder } from "./shopper"

const PARCELS = [
  { carrier: "DHL", number: "00340434333010000017" },
  { carrier: "UPS", number: "1ZA1B2C30000000017" },
]

const parcels = (page: Page) => page.locator('[data-slot="order-parcels"] > ol > li')

async function nameOfProduct(page: Page, place: number): Promise<string> {
  await openProduct(page, "en", "/products", place)
  await addToBasket(page)
  return page.getByRole("heading", { level: 1 }).innerText()
}

test("an order comes in two parcels, and its customer sees what is in each", async ({ page, browser }) => {
  test.slow() // two products, and four steps of staff
  const names = [await nameOfProduct(page, 0), await nameOfProduct(page, 1)]
  await page.goto("/en/checkout")
  await fillDetails(page, newEmail())
  await chooseDelivery(page)
  const number = await placeOrder(page)

  const staff = await (await browser.newContext()).newPage()
  await openDashboard(staff, settings.staff)
  await staff.goto(`${settings.api}/dashboard/orders/${number}/`)
  const room = staff.locator("#parcels")
  await room.getByLabel(names[1] ?? "").fill("0")
  for (const [place, { carrier, number: tracking }] of PARCELS.entries()) {
    await room.getByRole("button", { name: "Pack", exact: true }).click()
    const packed = room.locator(".card").nth(place)
    await packed.getByLabel("Carrier").fill(carrier)
    await packed.getByLabel("Tracking number").fill(tracking)
    await packed.getByLabel("Tracking address").fill(`https://track.example/${tracking}`)
    await packed.getByRole("button", { name: "Mark as shipped" }).click()
    await expect(packed.getByText("Correct the tracking")).toBeVisible()
  }
  await staff.context().close()

  await expect(parcels(page)).toHaveCount(PARCELS.length)
  for (const [place, { carrier, number: tracking }] of PARCELS.entries()) {
    const parcel = parcels(page).nth(place)
    await expect(parcel.getByRole("listitem")).toHaveText([`1 × ${names[place] ?? ""}`])
    await expect(parcel).toContainText(carrier)
    await expect(parcel).toContainText(tracking)
    const link = parcel.getByRole("link", { name: "Follow parcel" })
    await expect(link).toHaveAttribute("href", `https://track.example/${tracking}`)
  }
})
