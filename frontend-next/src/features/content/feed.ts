import type { ArticleSummary } from "@/lib/api/types"

export type Feed = { title: string; address: string; home: string; articles: ArticleSummary[] }

/** The articles as an Atom feed. Addresses stay the same, so they are the ids as well. */
export function atomXml({ title, address, home, articles }: Feed): string {
  const updated = articles
    .map(({ updated_at: moment }) => moment)
    .sort()
    .at(-1)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<title>${escapeXml(title)}</title>`,
    `<id>${escapeXml(home)}</id>`,
    `<link rel="self" href="${escapeXml(address)}"/>`,
    `<link href="${escapeXml(home)}"/>`,
    `<updated>${updated ?? "1970-01-01T00:00:00Z"}</updated>`,
    ...articles.map((article) => entryXml(article, new URL(home))),
    "</feed>",
    "",
  ].join("\n")
}

function entryXml({ path, title, article, updated_at: updated }: ArticleSummary, home: URL): string {
  const [, locale = ""] = home.pathname.split("/")
  const address = new URL(`/${locale}${path.replace(/\/$/, "")}`, home).toString()
  return [
    "<entry>",
    `<title>${escapeXml(title)}</title>`,
    `<id>${escapeXml(address)}</id>`,
    `<link href="${escapeXml(address)}"/>`,
    `<published>${article.published_on}T00:00:00Z</published>`,
    `<updated>${updated}</updated>`,
    ...article.authors.map((name) => `<author><name>${escapeXml(name)}</name></author>`),
    ...article.tags.map(
      ({ code, name }) => `<category term="${escapeXml(code)}" label="${escapeXml(name)}"/>`,
    ),
    `<summary>${escapeXml(article.lead)}</summary>`,
    "</entry>",
  ].join("\n")
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

function escapeXml(text: string): string {
  // What XML does not take at all is left out.
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? "")
}
