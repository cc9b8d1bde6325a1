import { getCategoryTree } from "@/features/catalogue/queries"
import { getChannel } from "@/features/channel/queries"
import { listPages, type PageSummary } from "@/features/content/queries"
import { routing } from "@/i18n/routing"
import { absoluteUrl } from "@/lib/alternates"
import { ProblemError } from "@/lib/api/problem"
import type { CategoryNode, Channel } from "@/lib/api/types"
import { env } from "@/lib/env"

export const dynamic = "force-dynamic"

const HEADERS = {
  "Content-Type": "text/markdown; charset=utf-8",
  "Cache-Control": "public, max-age=300",
}
const AWAY = { "Retry-After": "60", "Cache-Control": "no-store" }

/** As many as fit into what a reader of this takes at once; the sitemap has all. */
const MOST_PAGES = 200

/** What the shop is and where to find it, for programs that read for people (llmstxt.org), in its first language. */
export async function GET(): Promise<Response> {
  const locale = routing.defaultLocale
  try {
    const [channel, tree, pages] = await Promise.all([
      getChannel(locale),
      getCategoryTree(locale),
      listPages(locale),
    ])
    return new Response(describe(channel, tree, pages), { headers: HEADERS })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return new Response(null, { status: 503, headers: AWAY })
  }
}

function describe(channel: Channel, tree: CategoryNode[], pages: PageSummary[]): string {
  const { name, tagline, support_email: email } = channel.branding
  const at = (path: string) => absoluteUrl(path, routing.defaultLocale)
  const languages = channel.locales.map((locale) => link(locale.name, absoluteUrl("/", locale.code)))
  return [
    `# ${plain(name)}`,
    tagline && `> ${plain(tagline)}`,
    list(
      "Products",
      [link("All products", at("/products"))],
      tree.map((node) => link(node.name, at(`/categories/${node.slug}`))),
    ),
    list(
      "Pages",
      pages.slice(0, MOST_PAGES).map(({ title, path }) => link(title, at(path))),
    ),
    list("Languages", languages),
    list("Optional", [link("Sitemap", new URL("/sitemap.xml", env().SITE_URL).toString())]),
    email && `Questions: ${plain(email)}`,
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n")
}

function list(title: string, ...items: string[][]): string {
  return [`## ${title}`, "", ...items.flat()].join("\n")
}

function link(words: string, address: string): string {
  return `- [${plain(words)}](${address.replace(/[()\s]/g, encodeURIComponent)})`
}

/** Words that an editor wrote stay words: one line, and nothing in it that Markdown or HTML would read. */
function plain(words: string): string {
  return words
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, "\\$&")
}
