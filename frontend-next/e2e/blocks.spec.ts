import { AxeBuilder } from "@axe-core/playwright"
import { expect, test, type Page } from "@playwright/test"

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const LOCALES = ["en", "de", "fr", "ar"]
/** Every kind of block that the demo shop shows; a new one belongs on one of its pages, and here. */
const SHOWN = [
  ...["hero", "usp_row", "product_rail", "category_tiles", "image_text", "quote", "rich_text"],
  ...["accordion", "gallery", "hotspots", "comparison", "countdown"],
  ...["columns", "tabs", "reusable", "slot"],
]

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

for (const locale of LOCALES) {
  test(`all blocks in ${locale} have no known barrier`, async ({ page }) => {
    test.slow()
    const seen = new Set<string>()
    for (const path of await listPages(page, locale)) {
      await page.goto(path)
      await page.waitForLoadState("networkidle")
      const kinds = await page
        .locator("[data-block]")
        .evaluateAll((all) => all.map((block) => block.getAttribute("data-block") ?? ""))
      kinds.forEach((kind) => seen.add(kind))
      const { violations } = await new AxeBuilder({ page }).include("main").withTags(RULES).analyze()
      expect(
        violations.map(
          ({ id, nodes }) => `${path} ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
        ),
      ).toEqual([])
    }
    expect(SHOWN.filter((kind) => !seen.has(kind))).toEqual([])
  })
}
