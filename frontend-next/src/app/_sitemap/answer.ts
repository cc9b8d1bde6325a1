import type { Entry } from "@/app/_sitemap/addresses"
import { ProblemError } from "@/lib/api/problem"

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

const IMAGES = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
const LANGUAGES = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'

export function addressesXml(entries: Entry[]): string {
  const items = entries.map(({ url, lastModified, languages = {}, image }) => {
    const modified = lastModified ? `<lastmod>${escaped(lastModified)}</lastmod>` : ""
    const links = Object.entries(languages).map(
      ([code, href]) => `<xhtml:link rel="alternate" hreflang="${code}" href="${escaped(href)}"/>`,
    )
    const shown = image ? `<image:image><image:loc>${escaped(image)}</image:loc></image:image>` : ""
    return `<url><loc>${escaped(url)}</loc>${modified}${links.join("")}${shown}</url>`
  })
  return document("urlset", items, ` ${IMAGES} ${LANGUAGES}`)
}

export function indexXml(files: string[]): string {
  return document(
    "sitemapindex",
    files.map((url) => `<sitemap><loc>${escaped(url)}</loc></sitemap>`),
  )
}

/** Half a sitemap would take pages out of search engines: while the API is away there is none. */
export async function answerXml(write: () => Promise<string>): Promise<Response> {
  try {
    return new Response(await write(), { headers: { "Content-Type": "application/xml" } })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (error.status < 500) return new Response(null, { status: 404 })
    return new Response(null, { status: 503, headers: { "Retry-After": "60", "Cache-Control": "no-store" } })
  }
}

function document(root: string, items: string[], spaces = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}"${spaces}>\n${items.join("\n")}\n</${root}>\n`
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
}
