import type { Metadata } from "next"

import { alternates } from "@/lib/alternates"
import type { Image } from "@/lib/api/types"

type Described = {
  shopName: string
  locale: string
  title: string
  description: string
  /** Where the page is in each language it exists in, the present one among them. */
  paths: Record<string, string>
  image?: Image | null
}

const LONGEST_DESCRIPTION = 160

/** What search engines and previews of shared links say of a public page. */
export function pageMetadata({ shopName, locale, paths, image, ...texts }: Described): Metadata {
  const links = alternates(locale, paths)
  const title = signedTitle(texts.title, shopName)
  const description = excerpt(texts.description)
  return {
    title: { absolute: title },
    description,
    alternates: links,
    openGraph: {
      type: "website",
      siteName: shopName,
      title,
      description,
      locale,
      url: links.canonical,
      images: image ? [{ url: image.url, width: image.width, height: image.height, alt: image.alt }] : [],
    },
  }
}

/** The title with the shop's name behind it, once: editors may have written it there themselves. */
export function signedTitle(title: string, shopName: string): string {
  const isSigned = title.toLocaleLowerCase().includes(shopName.toLocaleLowerCase())
  return isSigned ? title : `${title} – ${shopName}`
}

/** The beginning of a text or of HTML in plain words, cut between two of them. */
export function excerpt(text: string): string {
  const plain = text
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#39|apos);/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim()
  if (plain.length <= LONGEST_DESCRIPTION) return plain
  const cut = plain.slice(0, LONGEST_DESCRIPTION)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LONGEST_DESCRIPTION / 2)).trimEnd()} …`
}
