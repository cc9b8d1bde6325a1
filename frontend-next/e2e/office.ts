import { expect, type APIRequestContext, type Page } from "@playwright/test"

import { settings } from "./settings"

type Account = { email: string; password: string }

/** Signs in where the website is written. */
export async function openWebsite(page: Page, account: Account = settings.editor): Promise<void> {
  await page.addInitScript(() =>
    document.addEventListener("w-unsaved:watch-edits", () => {
      document.documentElement.dataset.watched = ""
    }),
  )
  await page.goto(`${settings.api}/cms/login/`)
  await page.fill("[name=username]", account.email)
  await page.fill("[name=password]", account.password)
  await page.locator("form [type=submit]").click()
  await expect(page).toHaveURL(`${settings.api}/cms/`)
}

/** The pages of one language, which the start page of the website lists by its own name. */
export async function openPages(page: Page, language: string): Promise<void> {
  await page.goto(`${settings.api}/cms/`)
  await page
    .getByRole("listitem")
    .filter({ hasText: language })
    .getByRole("link", { name: "All pages" })
    .click()
  await expect(page).toHaveURL(/\/cms\/pages\/\d+\//)
}

export async function openPage(page: Page, language: string, title: string): Promise<void> {
  await openPages(page, language)
  await page.getByRole("link", { name: title, exact: true }).first().click()
  await expect(page).toHaveURL(/\/cms\/pages\/\d+\/edit\//)
}

/** Publishes a page of text, whose body is one quotation. */
export async function writePage(page: Page, title: string, quotation: string): Promise<void> {
  await openPages(page, "English")
  const home = /pages\/(\d+)\//.exec(page.url())?.[1]
  await page.goto(`${settings.api}/cms/pages/add/cms/contentpage/${home}/`)
  await page.getByPlaceholder("Page title").fill(title)
  await page.getByRole("button", { name: "Insert a block" }).first().click()
  await page.getByRole("option", { name: "Quotation" }).click()
  await page.locator('[name="body-0-value-text"]').fill(quotation)
  await publishPage(page)
}

/** Wagtail takes what stands in a form two seconds after it opened for unchanged, and shows nothing of it. */
export async function untilEditsAreWatched(page: Page): Promise<void> {
  await expect(page.locator("html[data-watched]")).toBeAttached()
}

/** Only the menu beside “Save draft” offers publishing, and its scripts may still be loading. */
export async function publishPage(page: Page): Promise<void> {
  const button = page.locator('[name="action-publish"]')
  await expect(async () => {
    if (!(await button.isVisible())) await page.locator("[data-w-dropdown-target=toggle]").last().click()
    await expect(button).toBeVisible({ timeout: 1000 })
  }).toPass()
  await button.click()
  await expect(page.locator(".messages .success")).toBeVisible({ timeout: 20_000 })
}

/** Signs in where goods and orders are looked after. */
export async function openDashboard(page: Page, { email, password }: Account): Promise<void> {
  await page.goto(`${settings.api}/dashboard/login/`)
  await page.fill("[name=login-username], [name=username]", email)
  await page.fill("[name=login-password], [name=password]", password)
  await page.locator("form [type=submit]").first().click()
  await expect(page).toHaveURL(`${settings.api}/dashboard/`)
}

/** Sets up what the shop calls, and takes it away again. */
export async function asIntegrator(request: APIRequestContext) {
  const { email, password } = settings.staff
  const login = await request.post(`${settings.api}/api/v1/auth/login/`, { data: { email, password } })
  const { access } = (await login.json()) as { access: string }
  const headers = { Authorization: `Bearer ${access}` }
  const at = (path: string) => `${settings.api}/api/v1/integrations/configurations/${path}`
  return {
    add: async (data: object) => {
      const made = (await (await request.post(at(""), { headers, data })).json()) as { id: string }
      await request.post(at(`${made.id}/test-connection/`), { headers })
      return made.id
    },
    activate: async (id: string) => {
      const answer = await request.patch(at(`${id}/`), { headers, data: { is_active: true } })
      expect(answer.ok(), await answer.text()).toBe(true)
    },
    remove: async (id: string) => {
      await request.patch(at(`${id}/`), { headers, data: { is_active: false } })
      expect((await request.delete(at(`${id}/`), { headers })).status()).toBe(204)
    },
  }
}
