import { expect, it, vi } from "vitest"

import { GET as getPart } from "@/app/sitemap/[part]/route"
import { GET as getSitemap } from "@/app/sitemap.xml/route"
import { unavailable } from "@/lib/api/problem"

const shop = vi.hoisted(() => ({ products: 0, pages: 0, isAway: false }))

vi.mock("@/lib/env", () => ({ env: () => ({ SITE_URL: "https://shop.example" }) }))
vi.mock("@/features/channel/queries", () => ({
  getChannel: () => {
    if (shop.isAway) throw unavailable(null)
    return Promise.resolve({ locales: [{ code: "en" }, { code: "ar" }] })
  },
}))
vi.mock("@/features/content/queries", () => ({
  countPages: () => Promise.resolve(shop.pages),
  listPages: () =>
    Promise.resolve(
      Array.from({ length: shop.pages }, (_, index) => ({
        path: index === 0 ? "/" : `/page-${index}/`,
        updated_at: "2026-11-28T10:00:00Z",
      })),
    ),
}))
vi.mock("@/features/catalogue/queries", () => ({
  getCategoryTree: () => Promise.resolve([{ slug: "sofas", children: [{ slug: "كنب", children: [] }] }]),
  countProducts: () => Promise.resolve(shop.products),
  listProductSlugs: (_locale: string, start: number, count: number) =>
    Promise.resolve(
      Array.from({ length: Math.min(count, shop.products - start) }, (_, index) => `p-${start + index}`),
    ),
}))

const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url)

const readPart = async (part: string) =>
  getPart(new Request(`https://shop.example/sitemap/${part}`), { params: Promise.resolve({ part }) })

it("names every page, category and product once, by the address that answers", async () => {
  Object.assign(shop, { products: 1, pages: 250 })
  const xml = await (await getSitemap()).text()
  const all = locations(xml)

  expect(all).toHaveLength(2 * (250 + 1 + 2 + 1))
  expect(new Set(all).size).toBe(all.length)
  expect(all.slice(0, 2)).toEqual(["https://shop.example/en", "https://shop.example/en/page-1"])
  expect(all).toContain("https://shop.example/ar/categories/%D9%83%D9%86%D8%A8")
  expect(all.filter((url) => url?.endsWith("/"))).toEqual([])
  expect(xml).toContain("<lastmod>2026-11-28T10:00:00Z</lastmod>")
})

it("is spread over files beyond fifty thousand addresses", async () => {
  Object.assign(shop, { products: 25_001, pages: 1 })
  const xml = await (await getSitemap()).text()
  const files = locations(xml)

  expect(xml).toContain("<sitemapindex")
  expect(files.slice(0, 4)).toEqual([
    "https://shop.example/sitemap/en-pages.xml",
    "https://shop.example/sitemap/en-products-1.xml",
    "https://shop.example/sitemap/en-products-2.xml",
    "https://shop.example/sitemap/en-products-3.xml",
  ])
  const parts = await Promise.all(files.map((url) => readPart(url?.split("/").at(-1) ?? "")))
  const all = locations((await Promise.all(parts.map((part) => part.text()))).join(""))
  expect(new Set(all).size).toBe(2 * (25_001 + 1 + 2 + 1))
  expect(all).toContain("https://shop.example/ar/products/p-25000")
})

it.each(["x.xml", "en-products-0.xml", "en-products-1", "..%2fen-pages.xml"])("knows no %s", async (name) => {
  expect((await readPart(name)).status).toBe(404)
})

it("is rather away than cut short", async () => {
  Object.assign(shop, { isAway: true })
  expect((await getSitemap()).status).toBe(503)
})
