import { expect, it } from "vitest"

import type { Branding } from "@/lib/api/types"
import { brandLook, ownFontRule } from "@/lib/brand-look"

const HOUSE: Branding = {
  name: "Reed & Rook",
  tagline: "",
  logo_url: null,
  favicon_url: null,
  primary_colour: "#24392e",
  accent_colour: "#9b4320",
  background_colour: "#f8f4eb",
  surface_colour: "#fdfbf7",
  text_colour: "#1d2a23",
  dark: null,
  heading_font: "newsreader",
  text_font: "instrument-sans",
  font_url: null,
  corners: "soft",
  density: "normal",
  support_email: "",
}

it("says nothing of what the stylesheet says already", () => {
  expect(Object.keys(brandLook(HOUSE))).toEqual([
    "--color-moss",
    "--color-moss-deep",
    "--color-rust",
    "--color-rust-deep",
  ])
  expect(ownFontRule(HOUSE)).toBeNull()
})

it("turns fonts, corners and space into tokens", () => {
  const look = brandLook({
    ...HOUSE,
    heading_font: "own",
    text_font: "system-sans",
    corners: "round",
    density: "compact",
  })
  expect(look).toMatchObject({
    "--brand-display": "shop-own",
    "--brand-arabic-display": "shop-own",
    "--brand-sans": "system-ui",
    "--radius-xs": "0.625rem",
    "--spacing": "0.225rem",
  })
})

it("asks its own server for the shop's font, and lets nothing out of the rule", () => {
  const url = `https://media.example/media/branding/own");}body{display:none}.woff2`
  const rule = ownFontRule({ ...HOUSE, text_font: "own", font_url: url })
  expect(rule).toMatch(/^@font-face\{font-family:shop-own;src:url\("\/media\/branding\/[^"<>]*"\) format/)
  expect(rule?.match(/\}/g)).toHaveLength(1)
})

it("leaves the choice between light and dark to the browser", () => {
  const look = brandLook({ ...HOUSE, dark: { background_colour: "#151b18", text_colour: "#ece6da" } })
  expect(look).toMatchObject({
    colorScheme: "light dark",
    "--color-paper": "light-dark(#f8f4eb, #151b18)",
    "--color-ink": "light-dark(#1d2a23, #ece6da)",
    "--color-deep": "light-dark(#17251e, #0d110f)",
  })
})
