import { readFileSync, writeFileSync } from "node:fs"

import { expect, test, type Browser, type Page, type TestInfo } from "@playwright/test"

import { drawSheet, readSheet, scalePictures, tellDifference, type Picture } from "./pictures"
import { wake } from "./shopper"
import { findBlocks, listKinds, STORIES } from "./story"

const DESKTOP = { name: "desktop", viewport: { width: 1280, height: 900 }, columns: 48 }
const PHONE = { name: "phone", viewport: { width: 390, height: 844 }, columns: 24 }
/** What is around the page, what time changes, and what the browser draws in its own way. */
const MASKED = `
  body > :not(main),
  [data-block="countdown"] time,
  [data-slot="countdown-clock"] { visibility: hidden !important }
  video::-webkit-media-controls { display: none !important }`

test.describe.configure({ mode: "parallel" })

for (const [locale, path] of Object.entries(STORIES)) {
  test(`each block in ${locale} looks as it was kept`, async ({ browser }, info) => {
    test.slow()
    const blank = await browser.newPage()
    const seen = [
      ...(await takePictures(browser, blank, path, DESKTOP)),
      ...(await takePictures(browser, blank, path, PHONE)),
    ]
    const file = fileOf(locale)
    if (["all", "changed"].includes(info.config.updateSnapshots)) {
      writeFileSync(file, await drawSheet(blank, seen))
      return
    }
    const kept = await readSheet(blank, readFileSync(file))
    expect(kept.length, `pictures in ${file}`).toBe(seen.length)
    const told: string[] = []
    for (const [number, picture] of seen.entries()) {
      const cells = kept[number] ?? []
      const difference = tellDifference(picture, cells)
      if (difference === null) continue
      told.push(difference)
      await report(info, blank, { ...picture, name: `${picture.name} now` })
      await report(info, blank, { ...picture, name: `${picture.name} kept`, cells })
    }
    expect(told).toEqual([])
  })
}

test("each block in ar that is not mirrored is told from the kept one", async ({ browser }) => {
  const blank = await browser.newPage()
  const kept = (await readSheet(blank, readFileSync(fileOf("ar")))).slice(-listKinds().length)
  const seen = await takePictures(browser, blank, STORIES.ar, PHONE, async (page) => {
    await page.locator("main").evaluate((main) => main.setAttribute("dir", "ltr"))
  })
  const told = seen.filter((picture, number) => tellDifference(picture, kept[number] ?? []) !== null)
  expect(told.map(({ name }) => name)).toEqual(listKinds().map((kind) => `${kind} phone`))
})

/** The first block of each kind, in the order of their names. */
async function takePictures(
  browser: Browser,
  blank: Page,
  path: string,
  window: typeof PHONE,
  change?: (page: Page) => Promise<void>,
) {
  const page = await browser.newPage({ viewport: window.viewport, reducedMotion: "reduce" })
  await page.goto(path)
  await wake(page)
  await settle(page)
  await change?.(page)
  const blocks = await findBlocks(page)
  const places = listKinds().map((kind) => {
    const place = blocks.get(kind)
    if (!place) throw new Error(`${path} shows no block "${kind}".`)
    const top = Math.round(place.top)
    return { name: `${kind} ${window.name}`, top, height: Math.round(place.top + place.height) - top }
  })
  const screenshot = await page.screenshot({ fullPage: true, animations: "disabled" })
  await page.close()
  return scalePictures(blank, screenshot, places, window.columns)
}

/** What is far below is laid out, and its pictures and fonts fetched, as if somebody had scrolled there. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle")
  await page.locator("main").evaluate(async (main, masked) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(masked)
    document.adoptedStyleSheets = [sheet]
    for (const each of main.querySelectorAll<HTMLElement>("*"))
      if (getComputedStyle(each).contentVisibility === "auto") each.style.contentVisibility = "visible"
    const images = [...main.querySelectorAll("img")]
    for (const image of images) image.loading = "eager"
    await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
    await new Promise(requestAnimationFrame)
    await document.fonts.ready
  }, MASKED)
}

function fileOf(locale: string): string {
  return `e2e/kept/blocks.${locale}.png`
}

async function report(info: TestInfo, blank: Page, picture: Picture): Promise<void> {
  const path = info.outputPath(`${picture.name}.png`)
  writeFileSync(path, await drawSheet(blank, [picture], 8))
  await info.attach(picture.name, { path, contentType: "image/png" })
}
