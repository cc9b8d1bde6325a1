import { expect, it, vi } from "vitest"

import type { Channel } from "@/lib/api/types"
import { excerpt, pageMetadata, signedTitle } from "@/lib/page-metadata"

const shared = vi.hoisted(() => ({ REVALIDATE_SECRET: undefined as string | undefined }))
vi.mock("@/lib/env", () => ({ env: () => ({ SITE_URL: "https://shop.example", ...shared }) }))

const CHANNEL = {
  code: "reed",
  branding: { name: "Reed & Rook", tagline: "", logo_url: null, primary_colour: "#24352f" },
} as Channel
const PHOTO = {
  id: "img",
  url: "https://m.example/media/a%20b.webp",
  alt: "Moss",
  width: 960,
  height: 640,
  sources: [],
}

const SOFAS = {
  channel: CHANNEL,
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

it("has a picture painted, unless editors chose one or nothing can be signed", () => {
  const pictures = (more: object) => pageMetadata({ ...SOFAS, image: PHOTO, ...more }).openGraph?.images
  const photo = [{ url: PHOTO.url, width: 960, height: 640, alt: "Moss" }]
  expect(pictures({})).toEqual(photo)
  shared.REVALIDATE_SECRET = "a secret of sufficient length for tests"
  expect(pictures({ shareImage: PHOTO })).toEqual(photo)
  const [painted] = pictures({ title: "Sofas – 2", heading: "Sofas" }) as { url: string }[]
  expect(painted).toMatchObject({ width: 1200, height: 630, alt: "Sofas – Reed & Rook", type: "image/jpeg" })
  const [, payload = ""] =
    /^https:\/\/shop\.example\/share\/([\w-]+)\.[\w-]{22}\.jpg$/.exec(painted?.url ?? "") ?? []
  const said = JSON.parse(Buffer.from(payload, "base64url").toString()) as string[]
  expect(said.slice(0, 4)).toEqual(["reed", "de", "Sofas", "/media/a%20b.webp"])
  const looks = ["newsreader", "markazi"].map((font) => {
    const channel = { ...CHANNEL, branding: { ...CHANNEL.branding, heading_font: font } } as Channel
    return (pictures({ channel, heading: "Sofas" }) as { url: string }[])[0]?.url
  })
  expect(new Set([painted?.url, ...looks]).size).toBe(3)
  const [repainted] = pictures({
    channel: { ...CHANNEL, branding: { ...CHANNEL.branding, primary_colour: "#000000" } },
  }) as { url: string }[]
  expect(repainted?.url).not.toBe(painted?.url)
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
