import type { Entry } from "@/app/_sitemap/addresses"
import { ProblemError } from "@/lib/api/problem"

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

/** As many addresses as search engines take in one file. */
export const MOST_ADDRESSES = 50_000

export function addressesXml(entries: Entry[]): string {
  const items = entries.map(({ url, lastModified }) => {
    const modified = lastModified ? `<lastmod>${escaped(lastModified)}</lastmod>` : ""
    return `<url><loc>${escaped(url)}</loc>${modified}</url>`
  })
  return document("urlset", items)
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

function document(root: string, items: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n${items.join("\n")}\n</${root}>\n`
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
}
