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
  listPages: () =>
    Promise.resolve(
      Array.from({ length: shop.pages }, (_, index) => ({
        path: index === 0 ? "/" : `/page-${index}/`,
        type: index === 2 ? "category" : "content",
        alternates: { en: `/page-${index}/`, ar: `/صفحة-${index}/` },
        updated_at: "2026-11-28T10:00:00Z",
      })),
    ),
}))
vi.mock("@/features/catalogue/queries", () => ({
  getCategoryTree: () =>
    Promise.resolve([
      {
        slug: "sofas",
        image: null,
        children: [{ slug: "كنب", image: { url: "https://m.example/1.webp" }, children: [] }],
      },
    ]),
  countProducts: () => Promise.resolve(shop.products),
  listProducts: (_locale: string, start: number, count: number) =>
    Promise.resolve(
      Array.from({ length: Math.min(count, shop.products - start) }, (_, index) => ({
        slug: `p-${start + index}`,
        alternates: { en: `p-${start + index}`, ar: `م-${start + index}` },
        image: `https://m.example/${start + index}.webp`,
      })),
    ),
}))

const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url)

const readPart = async (part: string) =>
  getPart(new Request(`https://shop.example/sitemap/${part}`), { params: Promise.resolve({ part }) })

async function readAll(): Promise<string> {
  const files = locations(await (await getSitemap()).text())
  const parts = await Promise.all(files.map((url) => readPart(url?.split("/").at(-1) ?? "")))
  return (await Promise.all(parts.map((part) => part.text()))).join("")
}

it("names every page, category and product once, by the address that answers", async () => {
  Object.assign(shop, { products: 1, pages: 250 })
  const xml = await readAll()
  const all = locations(xml)

  expect(all).toHaveLength(2 * (249 + 1 + 2 + 1))
  expect(new Set(all).size).toBe(all.length)
  expect(all.slice(0, 2)).toEqual(["https://shop.example/en", "https://shop.example/en/page-1"])
  expect(all).toContain("https://shop.example/ar/categories/%D9%83%D9%86%D8%A8")
  expect(all).not.toContain("https://shop.example/en/page-2")
  expect(all.filter((url) => url?.endsWith("/"))).toEqual([])
  expect(xml).toContain("<lastmod>2026-11-28T10:00:00Z</lastmod>")
})

it("names other languages and pictures", async () => {
  Object.assign(shop, { products: 1, pages: 2 })
  const xml = await readAll()

  expect(xml).toContain(
    '<xhtml:link rel="alternate" hreflang="en" href="https://shop.example/en/products/p-0"/><xhtml:link rel="alternate" hreflang="ar" href="https://shop.example/ar/products/%D9%85-0"/><xhtml:link rel="alternate" hreflang="x-default" href="https://shop.example/en/products/p-0"/><image:image><image:loc>https://m.example/0.webp</image:loc></image:image>',
  )
  expect(xml).toContain('hreflang="ar" href="https://shop.example/ar/%D8%B5%D9%81%D8%AD%D8%A9-1"')
})

it("is an index of files by language and kind, none of them too long", async () => {
  Object.assign(shop, { products: 25_001, pages: 1 })
  const xml = await (await getSitemap()).text()
  const files = locations(xml)

  expect(xml).toContain("<sitemapindex")
  expect(files.slice(0, 5)).toEqual([
    "https://shop.example/sitemap/en-pages.xml",
    "https://shop.example/sitemap/en-categories.xml",
    "https://shop.example/sitemap/en-products-1.xml",
    "https://shop.example/sitemap/en-products-2.xml",
    "https://shop.example/sitemap/en-products-3.xml",
  ])
  const all = locations(await readAll())
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
