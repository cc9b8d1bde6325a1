import { expect, it, vi } from "vitest"

import { GET } from "@/app/llms.txt/route"
import { unavailable } from "@/lib/api/problem"

const shop = vi.hoisted(() => ({ isAway: false }))

vi.mock("@/lib/env", () => ({ env: () => ({ SITE_URL: "https://shop.example" }) }))
vi.mock("@/features/channel/queries", () => ({
  getChannel: () => {
    if (shop.isAway) throw unavailable(null)
    return Promise.resolve({
      branding: { name: "Reed & Rook", tagline: "Quiet\n# things", support_email: "hello@shop.example" },
      locales: [
        { code: "en", name: "English" },
        { code: "ar", name: "العربية" },
      ],
    })
  },
}))
vi.mock("@/features/content/queries", () => ({
  listPages: () => Promise.resolve([{ path: "/about/", title: "](javascript:alert(1))<script>" }]),
}))
vi.mock("@/features/catalogue/queries", () => ({
  getCategoryTree: () => Promise.resolve([{ slug: "sofas", name: "Sofas", children: [] }]),
}))

it("says what the shop is and where things are, and nothing that somebody wrote is read as more than words", async () => {
  shop.isAway = false
  const answer = await GET()

  expect(answer.headers.get("content-type")).toBe("text/markdown; charset=utf-8")
  expect(await answer.text()).toBe(`# Reed & Rook

> Quiet \\# things

## Products

- [All products](https://shop.example/en/products)
- [Sofas](https://shop.example/en/categories/sofas)

## Pages

- [\\](javascript:alert(1))\\<script\\>](https://shop.example/en/about)

## Languages

- [English](https://shop.example/en)
- [العربية](https://shop.example/ar)

## Optional

- [Sitemap](https://shop.example/sitemap.xml)

Questions: hello@shop.example
`)
})

it("is rather away than half", async () => {
  shop.isAway = true
  expect((await GET()).status).toBe(503)
})
