import { expect, test } from "@playwright/test"

test("pages carry a strict policy and break none of it", async ({ page }) => {
  const complaints: string[] = []
  page.on(
    "console",
    (message) => message.text().includes("Content Security Policy") && complaints.push(message.text()),
  )
  page.on("pageerror", (error) => complaints.push(error.message))
  for (const [path, source] of [
    ["/en", "'sha256-"],
    ["/en/products", "'sha256-"],
    ["/ar/products/marsh-sofa", "'sha256-"],
    ["/ar/cart", "'strict-dynamic'"],
  ] as const) {
    const answer = await page.goto(path)
    const policy = answer?.headers()["content-security-policy"] ?? ""
    expect(policy).toContain(source)
    expect(policy).not.toMatch(/script-src[^;]*'unsafe/)
    await page.waitForLoadState("networkidle")
  }
  expect(complaints).toEqual([])
})

test("nobody without the secret can drop cached pages", async ({ request }) => {
  const answer = await request.post("/api/revalidate", {
    data: { tags: ["pages"] },
    headers: { "X-Revalidate-Secret": "guessed-wrong-secret" },
  })
  expect(answer.status()).toBe(403)
})

test("search engines find every language", async ({ page, request }) => {
  await page.goto("/en")
  await expect(page.locator('link[rel="alternate"][hreflang="ar"]')).toHaveAttribute("href", /\/ar$/)
  const sitemap = await (await request.get("/sitemap.xml")).text()
  for (const locale of ["en", "ar"]) {
    expect(sitemap).toContain(`/sitemap/${locale}-products-1.xml`)
    const part = await (await request.get(`/sitemap/${locale}-products-1.xml`)).text()
    expect(part).toContain(`/${locale}/products/`)
  }
  expect(await (await request.get("/robots.txt")).text()).toContain("Sitemap:")
})
