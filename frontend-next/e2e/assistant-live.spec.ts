import { expect, test, type Page } from "@playwright/test"

import { openWebsite } from "./office"
import { settings } from "./settings"

const slot = (page: Page, name: string) => page.locator(`[data-slot="${name}"]`)
const answers = (page: Page) => slot(page, "message").and(page.locator('[data-role="assistant"]'))
const field = (page: Page) => slot(page, "assistant").getByRole("textbox", { name: "Your message" })

async function open(page: Page): Promise<void> {
  await slot(page, "assistant-button").click()
  await expect(field(page)).toBeVisible()
}

async function say(page: Page, text: string): Promise<void> {
  const count = await answers(page).count()
  await field(page).fill(text)
  await field(page).press("Enter")
  await expect(answers(page)).toHaveCount(count + 1)
}

/** What went over the sockets of conversations, both ways. */
function framesOf(page: Page): string[] {
  const frames: string[] = []
  page.on("websocket", (socket) => {
    if (!socket.url().includes("/ws/chat/")) return
    socket.on("framereceived", ({ payload }) => frames.push(String(payload)))
    socket.on("framesent", ({ payload }) => frames.push(String(payload)))
  })
  return frames
}

test("a person of the shop writes, and it is there at once; both see the other write", async ({
  page,
  browser,
}) => {
  test.slow()
  const frames = framesOf(page)
  await page.goto("/en")
  await open(page)
  const words = `I want to talk to a person ${String(Date.now())}`
  await say(page, words)
  await expect.poll(() => frames.join()).toContain('"ready"')

  const office = await (await browser.newContext()).newPage()
  await openWebsite(office, settings.staff)
  await office.goto(`${settings.api}/cms/assistant/conversations/?q=${encodeURIComponent(words)}`)
  await office
    .getByRole("link", { name: new RegExp(words) })
    .first()
    .click()
  await office.getByRole("button", { name: "Take over" }).click()
  await office.locator("#desk-words").pressSequentially("Hello from Ada")
  await expect(slot(page, "assistant-typing")).toContainText("is writing")
  await field(page).pressSequentially("Are you")
  await expect(office.getByText("The shopper is writing")).toBeVisible()
  await office.getByRole("button", { name: "Send" }).click()

  await expect(slot(page, "message").and(page.locator('[data-role="staff"]'))).toContainText(
    "Hello from Ada",
    {
      timeout: 3_000,
    },
  )
  expect(frames.join()).toContain("Hello from Ada")
  await office.context().close()
})

test("what is said goes over the socket, and by events where sockets fail", async ({ page }) => {
  const frames = framesOf(page)
  await page.goto("/en")
  await open(page)
  await say(page, "show me lamps")
  await expect.poll(() => frames.join()).toContain('"ready"')
  await say(page, "thanks")
  expect(frames.join()).toContain('"type":"say"')

  await page.routeWebSocket(/\/ws\/chat\//, (socket) => {
    void socket.close()
  })
  await page.reload()
  await open(page)
  const streamed = page.waitForResponse(/\/api\/assistant\/sessions\/[^/]+\/messages/)
  await say(page, "show me sofas")
  expect((await streamed).headers()["content-type"]).toContain("text/event-stream")
})

test("a template begins a conversation, and consent is asked for before", async ({ page }) => {
  await page.goto("/en/products/marsh-sofa")
  await open(page)
  await slot(page, "assistant-consent").getByRole("checkbox").check()
  const begun = page.waitForRequest(/\/api\/assistant\/sessions\?/)
  await slot(page, "assistant-templates").getByRole("button").first().click()
  expect((await begun).postDataJSON()).toEqual({ consent: true })
  await expect(answers(page)).toHaveCount(1)

  await say(page, "is this in stock?")
  await expect(slot(page, "assistant-product").last()).toContainText("Marsh Sofa")
})
