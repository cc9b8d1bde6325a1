import { getCategoryTree } from "@/features/catalogue/queries"
import { getChannel } from "@/features/channel/queries"
import { listPages, type PageSummary } from "@/features/content/queries"
import { routing } from "@/i18n/routing"
import { absoluteUrl } from "@/lib/alternates"
import { ProblemError } from "@/lib/api/problem"
import type { CategoryNode, Channel } from "@/lib/api/types"
import { env } from "@/lib/env"
import { markdownLink, plainWords } from "@/lib/markdown"

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
  const languages = channel.locales.map((locale) => entry(locale.name, absoluteUrl("/", locale.code)))
  return [
    `# ${plainWords(name)}`,
    tagline && `> ${plainWords(tagline)}`,
    list(
      "Products",
      [entry("All products", at("/products"))],
      tree.map((node) => entry(node.name, at(`/categories/${node.slug}`))),
    ),
    list(
      "Pages",
      pages.slice(0, MOST_PAGES).map(({ title, path }) => entry(title, at(path))),
    ),
    list("Languages", languages),
    list("Optional", [entry("Sitemap", new URL("/sitemap.xml", env().SITE_URL).toString())]),
    email && `Questions: ${plainWords(email)}`,
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n")
}

function list(title: string, ...items: string[][]): string {
  return [`## ${title}`, "", ...items.flat()].join("\n")
}

function entry(words: string, address: string): string {
  return `- ${markdownLink(words, address)}`
}
