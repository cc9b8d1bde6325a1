import { expect, it, vi } from "vitest"

import { excerpt, pageMetadata, signedTitle } from "@/lib/page-metadata"

vi.mock("@/lib/env", () => ({ env: () => ({ SITE_URL: "https://shop.example" }) }))

const SOFAS = {
  shopName: "Reed & Rook",
  locale: "de",
  title: "Sofas",
  description: "<p>Zum  Sitzen.</p>",
  paths: { de: "/ueber-uns/", en: "/about/" },
}

it("names the address that answers, in every language", () => {
  expect(pageMetadata(SOFAS).alternates).toEqual({
    canonical: "https://shop.example/de/ueber-uns",
    languages: {
      de: "https://shop.example/de/ueber-uns",
      en: "https://shop.example/en/about",
      "x-default": "https://shop.example/en/about",
    },
  })
})

it("names the home page and numbered pages as they are", () => {
  expect(pageMetadata({ ...SOFAS, paths: { de: "/" } }).alternates?.canonical).toBe("https://shop.example/de")
  const second = pageMetadata({ ...SOFAS, paths: { de: "/products?page=2" } })
  expect(second.alternates?.canonical).toBe("https://shop.example/de/products?page=2")
})

it("tells previews the kind of page, the shop and all the rest", () => {
  expect(pageMetadata(SOFAS).openGraph).toEqual({
    type: "website",
    siteName: "Reed & Rook",
    title: "Sofas – Reed & Rook",
    description: "Zum Sitzen.",
    locale: "de",
    url: "https://shop.example/de/ueber-uns",
    images: [],
  })
})

it.each([
  ["Sofas", "Sofas – Reed & Rook"],
  ["Sofas – Reed & Rook", "Sofas – Reed & Rook"],
  ["Reed & Rook", "Reed & Rook"],
  ["REED & ROOK: sofas", "REED & ROOK: sofas"],
])("signs %s once", (title, signed) => {
  expect(signedTitle(title, "Reed & Rook")).toBe(signed)
})

it("cuts a long text between words", () => {
  const text = excerpt(`<h2>On moss</h2><p>${"soft green ".repeat(40)}</p>`)
  expect(text.length).toBeLessThanOrEqual(162)
  expect(text).toMatch(/^On moss soft green .*(soft|green) …$/)
  expect(excerpt("x".repeat(500))).toHaveLength(82)
})
