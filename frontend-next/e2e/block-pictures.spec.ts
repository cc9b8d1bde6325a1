import { existsSync, readFileSync, writeFileSync } from "node:fs"

import { expect, test, type Browser, type Page, type TestInfo } from "@playwright/test"

import { drawSheet, readSheet, scalePictures, tellDifference, type Picture } from "./pictures"
import { findBlocks, listKinds, STORIES } from "./story"

const WINDOWS = [
  { name: "desktop", viewport: { width: 1280, height: 900 }, columns: 48 },
  { name: "phone", viewport: { width: 390, height: 844 }, columns: 24 },
]
/** What is around the page, what time changes, and what the browser draws in its own way. */
const MASKED = `
  body > :not(main),
  [data-block="countdown"] time,
  [data-slot="countdown-clock"] { visibility: hidden !important }
  video::-webkit-media-controls { display: none !important }`

for (const [locale, path] of Object.entries(STORIES)) {
  test(`each block in ${locale} looks as it was kept`, async ({ browser }, info) => {
    test.slow()
    const blank = await browser.newPage()
    const seen: Picture[] = []
    for (const window of WINDOWS) seen.push(...(await takePictures(browser, blank, path, window)))
    const file = `e2e/kept/blocks.${locale}.png`
    if (["all", "changed"].includes(info.config.updateSnapshots)) {
      writeFileSync(file, await drawSheet(blank, seen))
      return
    }
    expect(existsSync(file), `${file} is there`).toBe(true)
    const kept = await readSheet(blank, readFileSync(file))
    expect(kept.length, `pictures in ${file}`).toBe(seen.length)
    const told: string[] = []
    for (const [number, picture] of seen.entries()) {
      const difference = tellDifference(picture, kept[number] ?? [])
      if (difference === null) continue
      told.push(difference)
      await report(info, blank, { ...picture, name: `${picture.name} now` })
      await report(info, blank, { ...picture, name: `${picture.name} kept`, cells: kept[number] ?? [] })
    }
    expect(told).toEqual([])
  })
}

/** The first block of each kind, in the order of their names. */
async function takePictures(browser: Browser, blank: Page, path: string, window: (typeof WINDOWS)[number]) {
  const page = await browser.newPage({ viewport: window.viewport, reducedMotion: "reduce" })
  await page.goto(path)
  await settle(page)
  const blocks = await findBlocks(page)
  const places = listKinds().map((kind) => {
    const place = blocks.get(kind)
    if (!place) throw new Error(`${path} shows no block "${kind}".`)
    const top = Math.round(place.top)
    return { name: `${kind} ${window.name}`, top, height: Math.round(place.top + place.height) - top }
  })
  const screenshot = await page.screenshot({ fullPage: true, animations: "disabled", style: MASKED })
  await page.close()
  return scalePictures(blank, screenshot, places, window.columns)
}

/** Pictures far below are only fetched when somebody scrolls there. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle")
  await page.locator("main img").evaluateAll(async (all) => {
    const images = all.filter((image) => image instanceof HTMLImageElement)
    for (const image of images) image.loading = "eager"
    await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
    await document.fonts.ready
  })
}

async function report(info: TestInfo, blank: Page, picture: Picture): Promise<void> {
  const path = info.outputPath(`${picture.name}.png`)
  writeFileSync(path, await drawSheet(blank, [picture], 8))
  await info.attach(picture.name, { path, contentType: "image/png" })
}
