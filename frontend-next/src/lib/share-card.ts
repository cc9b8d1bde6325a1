import "server-only"

import { createHash, createHmac } from "node:crypto"

import type { Channel, Image } from "@/lib/api/types"
import { env } from "@/lib/env"

type Card = { channel: Channel; locale: string; title: string; image?: Image | null | undefined }

const MOST_LETTERS = 140

/** The size of every painted picture, in pixels. */
export const SHARE_SIZE = { width: 1200, height: 630 }

/**
 * Where the picture of a shared page is painted, with its title, its photo and the look of the shop. The address says
 * all of it and is signed, as `cms/share_cards.py` reads it: it changes with the page, and nobody else can have one
 * painted. Null where shop and storefront share no secret.
 */
export function shareCardUrl({ channel, locale, title, image }: Card): string | null {
  const { REVALIDATE_SECRET: secret, SITE_URL } = env()
  if (!secret) return null
  const picture = image ? new URL(image.url).pathname : ""
  const said = [channel.code, locale, shortened(title), picture, lookOf(channel)]
  const payload = Buffer.from(JSON.stringify(said)).toString("base64url")
  const signature = createHmac("sha256", secret).update(`share-card:${payload}`).digest().subarray(0, 16)
  return new URL(`/share/${payload}.${signature.toString("base64url")}.jpg`, SITE_URL).toString()
}

/** In whole letters: half of one would be none. */
function shortened(title: string): string {
  const plain = title.replace(/\s+/g, " ").trim()
  const letters = Array.from(new Intl.Segmenter().segment(plain), ({ segment }) => segment)
  if (letters.length <= MOST_LETTERS) return letters.join("")
  const cut = letters.slice(0, MOST_LETTERS).join("")
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), MOST_LETTERS / 2)).trimEnd()} …`
}

/** A word that changes with what of a branding is on the pictures. */
function lookOf({ branding }: Channel): string {
  const { name, tagline, logo_url, primary_colour, accent_colour } = branding
  const told = [name, tagline, logo_url, primary_colour, accent_colour]
  const grounds = [branding.background_colour, branding.surface_colour, branding.text_colour]
  return createHash("sha256")
    .update(JSON.stringify([...told, ...grounds, branding.heading_font, branding.font_url]))
    .digest("hex")
    .slice(0, 8)
}
