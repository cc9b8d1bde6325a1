import type { CSSProperties } from "react"

import type { Branding } from "@/lib/api/types"
import { brandColours } from "@/lib/brand-colours"

/** What the font that a shop has uploaded is called in its pages. */
const OWN_FAMILY = "shop-own"

/** Without quotation marks, which pages would escape. What a device has is named by kind. */
const STACKS: Record<Branding["text_font"], string> = {
  newsreader: "var(--font-newsreader)",
  "instrument-sans": "var(--font-instrument-sans)",
  "plex-sans": "var(--font-plex)",
  markazi: "var(--font-markazi-latin)",
  "system-serif": "ui-serif, Georgia",
  "system-sans": "system-ui",
  own: OWN_FAMILY,
}

const CORNERS = {
  sharp: { "--radius-xs": "0px", "--radius-sm": "0px" },
  soft: {},
  round: { "--radius-xs": "0.625rem", "--radius-sm": "1rem" },
}

/** A step of all distances; what is touched stays far above the 24 pixels that WCAG 2.5.8 asks for. */
const DENSITY = { compact: { "--spacing": "0.225rem" }, normal: {}, airy: { "--spacing": "0.275rem" } }

/** The custom properties of `globals.css` that a branding decides, for the root of each page. */
export function brandLook(branding: Branding): CSSProperties {
  const { heading_font: heading, text_font: text } = branding
  return {
    ...brandColours(branding),
    ...CORNERS[branding.corners],
    ...DENSITY[branding.density],
    ...(heading !== "newsreader" && { "--brand-display": STACKS[heading] }),
    ...(heading === "own" && { "--brand-arabic-display": STACKS.own }),
    ...(text !== "instrument-sans" && { "--brand-sans": STACKS[text] }),
    ...(branding.dark && {
      colorScheme: "light dark",
      "--logo-ground": `light-dark(transparent, ${branding.background_colour})`,
    }),
  }
}

/**
 * The rule that names the shop's own font, null where none is used. It is asked of this server, which hands on what
 * was uploaded: fonts of another origin are not let in.
 */
export function ownFontRule(branding: Branding): string | null {
  const { font_url: url, heading_font: heading, text_font: text } = branding
  if (!url || (heading !== "own" && text !== "own")) return null
  return `@font-face{font-family:${OWN_FAMILY};src:url("${placeOf(url)}") format("woff2");font-weight:100 900;font-display:swap}`
}

/** Where the shop's own font is fetched from. */
export function placeOf(url: string): string {
  return new URL(url).pathname.replace(/["'()\\<>]/g, encodeURIComponent)
}
