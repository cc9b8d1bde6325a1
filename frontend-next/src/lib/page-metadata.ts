import type { Metadata } from "next"

import { alternates } from "@/lib/alternates"
import type { Channel, Image } from "@/lib/api/types"
import { SHARE_SIZE, shareCardUrl } from "@/lib/share-card"

type Described = {
  channel: Channel
  locale: string
  title: string
  /** What the picture for shared links says, where it is shorter than the title. */
  heading?: string
  description: string
  /** Where the page is in each language it exists in, the present one among them. */
  paths: Record<string, string>
  /** The photo of the thing or page, which goes into the picture that is painted for shared links. */
  image?: Image | null
  /** A picture that editors chose for shared links: it is shown as it is. */
  shareImage?: Image | null
}

const LONGEST_DESCRIPTION = 160

/** What search engines and previews of shared links say of a public page. */
export function pageMetadata({ channel, locale, paths, ...page }: Described): Metadata {
  const shopName = channel.branding.name
  const links = alternates(locale, paths)
  const title = signedTitle(page.title, shopName)
  const description = excerpt(page.description)
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
      images: sharedPictures({
        channel,
        locale,
        title: page.heading ?? page.title,
        image: page.image,
        chosen: page.shareImage,
      }),
    },
    // Who reads these takes the picture above; Next would say all of it a second time.
    twitter: { card: "summary_large_image", images: [] },
  }
}

type Shared = {
  channel: Channel
  locale: string
  title: string
  image?: Image | null | undefined
  chosen?: Image | null | undefined
}
type SharedPicture = { url: string; width: number; height: number; alt: string; type?: string }

/** What is shown where a page is shared: what was chosen for it, else what is painted, else its photo. */
export function sharedPictures({ chosen, ...card }: Shared): SharedPicture[] {
  const painted = chosen ? null : shareCardUrl(card)
  if (painted) {
    const alt = signedTitle(card.title, card.channel.branding.name)
    return [{ url: painted, ...SHARE_SIZE, alt, type: "image/jpeg" }]
  }
  const image = chosen ?? card.image
  return image ? [{ url: image.url, width: image.width, height: image.height, alt: image.alt }] : []
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
