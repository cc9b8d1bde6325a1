import { expect, test } from "@playwright/test"

import { letterTo } from "./letters"
import { openDashboard } from "./office"
import { newEmail, settings } from "./settings"

const ADDRESS = {
  first_name: "Nora",
  last_name: "Beck",
  line1: "Am Deich 3",
  postcode: "28199",
  city: "Bremen",
}

test("staff prepare an order, and its customer pays it by the link", async ({ page, browser }) => {
  test.slow() // a form in three steps, a letter, and an order
  const email = newEmail()
  const staff = await (await browser.newContext()).newPage()
  const save = async () => {
    await staff.getByRole("button", { name: "Save the draft" }).click()
    await expect(staff.getByText("The draft is saved.", { exact: true })).toBeVisible()
  }
  await openDashboard(staff, settings.staff)
  await staff.goto(`${settings.api}/dashboard/orders/drafts/`)
  await staff.getByRole("button", { name: "Begin a draft" }).click()
  await staff.getByLabel("E-mail address of the customer").fill(email)
  await staff.getByLabel("SKU of further goods").first().fill("SE-101-MOSS-TWO-SEATER")
  for (const [name, text] of Object.entries(ADDRESS)) await staff.fill(`[name=${name}]`, text)
  await save()
  await staff.getByLabel(/: (other|agreed) price/i).fill("900")
  await staff.getByLabel(/: reason/i).fill("Promised at the fair")
  await staff.locator("select[name=method]").selectOption({ index: 1 }, { force: true })
  await save()
  await expect(staff.locator("#totals")).toContainText("€900.00")
  await staff.getByRole("button", { name: "Send the payment link" }).click()
  await expect(staff.getByText("The customer is sent the payment link.")).toBeVisible()

  const letter = await letterTo(email, "put together")
  await page.goto(/https?:\S+\/pay\?token=\S+/.exec(letter)?.[0] ?? "")
  const prepared = page.locator('[data-slot="prepared-order"]')
  await expect(prepared).toContainText("Am Deich 3")
  await expect(prepared).toContainText("€900.00")
  await page.getByRole("radio", { name: /Invoice/ }).check()
  await expect(page.locator('[data-slot="terms"]')).toContainText("Terms of sale")
  await page.locator('[data-slot="place-form"] [type=submit]').click()
  await expect(page.locator('[data-slot="order"]')).toBeVisible()
  await letterTo(email, "Your order")
  await staff.context().close()
})
