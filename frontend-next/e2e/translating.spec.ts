import { expect, test, type Page } from "@playwright/test"

import { openPage, openWebsite, writePage } from "./office"

const LANGUAGES = [
  {
    locale: "de",
    name: "Deutsch",
    direction: "ltr",
    title: "Unser Ofen",
    quotation: "Ton erinnert sich an jede Hand.",
  },
  { locale: "ar", name: "العربية", direction: "rtl", title: "فرننا", quotation: "الطين يتذكر كل يد." },
]

const PUBLISHED_MS = 10_000

async function submit(office: Page, title: string): Promise<void> {
  await openPage(office, "English", title)
  const id = /pages\/(\d+)\//.exec(office.url())?.[1]
  await office.goto(office.url().replace(/\/cms\/.*$/, `/cms/localize/submit/page/${id}/`))
  for (const { name } of LANGUAGES) await office.getByLabel(name).check()
  await office.getByRole("button", { name: "Submit" }).click()
  await expect(office.locator(".messages .success")).toBeVisible()
}

async function type(office: Page, translated: string, direction: string): Promise<void> {
  await office.getByRole("button", { name: "Translate", exact: true }).first().click()
  const field = office.getByRole("main").locator("textarea")
  await expect(field).toHaveCSS("direction", direction)
  await field.fill(translated)
  await office.getByRole("button", { name: "Save", exact: true }).click()
  await expect(office.getByRole("main").locator("textarea")).toHaveCount(0)
  await expect(office.getByText(translated)).toBeVisible()
}

test("a typed translation is on the shop in its language once it is published, and not before", async ({
  page,
  context,
}) => {
  test.slow()
  const stamp = Date.now().toString(36)
  const office = await context.newPage()
  await openWebsite(office)
  await writePage(office, `Our kiln ${stamp}`, "Clay remembers every hand.")
  await submit(office, `Our kiln ${stamp}`)

  for (const { locale, name, direction, title, quotation } of LANGUAGES) {
    await openPage(office, name, `Our kiln ${stamp}`)
    await type(office, title, direction)
    await type(office, quotation, direction)
    const address = `/${locale}/our-kiln-${stamp}`
    expect((await page.goto(address))?.status(), "a draft is not live").toBe(404)

    await office.getByRole("button", { name: `Publish in ${name}` }).click()
    await expect(office.locator(".messages")).toContainText(title)
    await expect(async () => {
      expect((await page.goto(address))?.status()).toBe(200)
    }).toPass({ timeout: PUBLISHED_MS, intervals: [200] })
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title)
    await expect(page.getByText(quotation)).toBeVisible()
    await expect(page.locator("html")).toHaveAttribute("lang", locale)
    await expect(page.locator("html")).toHaveAttribute("dir", direction)
  }
})
