import { expect, test } from "@playwright/test"

import { addToBasket, openProduct } from "./shopper"
import { kilobytes, overweight, scriptsOf, weigh, type Budget } from "./weight"

const BUDGETS: Record<string, Budget> = {
  "/en": { html: 120_000, scripts: 154_000 },
  "/ar": { html: 120_000, scripts: 154_000 },
  "/en/products": { html: 160_000, scripts: 158_000 },
  "/en/products/marsh-sofa": { html: 110_000, scripts: 159_000 },
  "/en/about": { html: 65_000, scripts: 154_000 },
  "/en/cart": { html: 73_000, scripts: 157_500 },
  "/en/checkout?step=details": { html: 84_000, scripts: 162_000 },
}

test("no page weighs more than its budget", async ({ page }) => {
  await openProduct(page, "en")
  await addToBasket(page)
  const complaints: string[] = []
  for (const [address, budget] of Object.entries(BUDGETS)) {
    const weight = await weigh(page.request, address)
    console.log(
      `${address}: scripts ${kilobytes(weight.scripts)} of ${kilobytes(budget.scripts)} (gzip),`,
      `HTML ${kilobytes(weight.html)} of ${kilobytes(budget.html)}`,
    )
    complaints.push(...overweight(weight, budget))
  }
  expect(complaints, complaints.join("; ")).toEqual([])
})

test("what is too heavy is named with its weight", () => {
  const budget = { html: 100_000, scripts: 150_000 }
  expect(overweight({ page: "/en", html: 100_000, scripts: 150_000 }, budget)).toEqual([])
  expect(overweight({ page: "/en", html: 101_500, scripts: 150_100 }, budget)).toEqual([
    "/en: html 101.5 kB, 1.5 kB above the budget",
    "/en: scripts 150.1 kB, 0.1 kB above the budget",
  ])
})

test("each script counts once, and none that today's browsers leave out", () => {
  const html =
    '<script src="/a.js" async=""></script><script nonce="x" src="/b.js?x=1&amp;y=2"></script>' +
    '<script>inline()</script><script noModule="" src="/old.js"></script><script src="/a.js"></script>'
  expect(scriptsOf(html)).toEqual(["/a.js", "/b.js?x=1&y=2"])
})
