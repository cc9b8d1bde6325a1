import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

import { findBlocks, listKinds, STORIES } from "./story"

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

/** The pages that the foot of the shop leads to, and the home page. */
async function listPages(page: Page, locale: string): Promise<string[]> {
  await page.goto(`/${locale}`)
  const links = page.locator(`footer a[href^="/${locale}/"]`)
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))
  const written = paths.filter(
    (path) => path.split("/").length === 3 && !/\/(orders|products|withdraw)$/.test(path),
  )
  return [`/${locale}`, ...new Set(written)]
}

for (const [locale, story] of Object.entries(STORIES)) {
  test(`all blocks in ${locale} have no known barrier`, async ({ page }) => {
    test.slow()
    const pages = await listPages(page, locale)
    expect(pages).toContain(story)
    for (const path of pages) {
      await page.goto(path)
      await page.waitForLoadState("networkidle")
      const { violations } = await new AxeBuilder({ page }).include("main").withTags(RULES).analyze()
      expect(
        violations.map(
          ({ id, nodes }) => `${path} ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
        ),
      ).toEqual([])
    }
  })

  test(`${story} shows every kind of block, and none is wider than a narrow window`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 })
    await page.goto(story)
    await page.waitForLoadState("networkidle")
    expect([...(await findBlocks(page)).keys()].toSorted()).toEqual(listKinds())
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })
}
