/** Words that somebody wrote stay words: one line, and nothing in it that Markdown or HTML would read. */
export function plainWords(words: string): string {
  return words
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, "\\$&")
}

export function markdownLink(words: string, address: string): string {
  return `[${plainWords(words)}](${address.replace(/[()\s]/g, escaped)})`
}

/** Brackets as an address may have them, which Markdown would take for its own. */
function escaped(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " }

const BLOCKS = /<(h[1-6]|li|p)(?:\s[^>]*)?>([\s\S]*?)<\/\1>/g

/** HTML as editors write it, cleaned by the API already, in Markdown. What it does not know it leaves out. */
export function markdownOf(html: string): string {
  const blocks = [...html.matchAll(BLOCKS)].map(([, tag = "p", text = ""]) => ({ tag, text: inline(text) }))
  if (blocks.length === 0) return inline(html)
  return blocks
    .filter(({ text }) => text)
    .map(({ tag, text }, index, all) => {
      const isNext = tag === "li" && all[index - 1]?.tag === "li"
      return (index === 0 ? "" : isNext ? "\n" : "\n\n") + markOf(tag) + text
    })
    .join("")
}

function markOf(tag: string): string {
  if (tag === "li") return "- "
  return tag === "p" ? "" : `${"#".repeat(Math.max(Number(tag[1]), 2))} `
}

/** Text with emphasis and links, on one line. */
function inline(html: string): string {
  return html
    .split(/(<a [^>]*href="[^"]*"[^>]*>[\s\S]*?<\/a>)/)
    .map((part) => {
      const link = /^<a [^>]*href="([^"]*)"[^>]*>([\s\S]*)<\/a>$/.exec(part)
      return link ? markdownLink(decoded(link[2] ?? ""), link[1] ?? "") : emphasised(part)
    })
    .join("")
    .replace(/\s+/g, " ")
    .trim()
}

function emphasised(html: string): string {
  return html
    .split(/<(?:b|strong)>([\s\S]*?)<\/(?:b|strong)>/)
    .map((part, index) => {
      const words = plainWords(decoded(part))
      const spaced = `${/^\s/.test(part) ? " " : ""}${words}${/\s$/.test(part) ? " " : ""}`
      return index % 2 === 1 && words ? `**${words}**` : spaced
    })
    .join("")
}

function decoded(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? "")
}

/** Whether who asks would rather have Markdown than HTML. */
export function prefersMarkdown(accept: string | null | undefined): boolean {
  const wanted = (accept ?? "").split(",").map((part) => {
    const [type = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase())
    const weight = parameters.find((each) => each.startsWith("q="))
    return { type, weight: weight ? Number(weight.slice(2)) || 0 : 1 }
  })
  const of = (type: string) => wanted.find((each) => each.type === type)?.weight ?? 0
  return of("text/markdown") > of("text/html")
}

/** Places that are lists, or belong to one shopper: there is nothing to read in Markdown. */
const UNREADABLE = new Set([
  ...[
    "account",
    "cart",
    "categories",
    "checkout",
    "forgot-password",
    "gift-cards",
    "legal-versions",
    "login",
  ],
  ...["orders", "register", "reset-password", "search", "unsubscribe", "withdraw", "~draft"],
])

/** Whether the path, without its language, is that of a page or a product. */
export function isReadable([place = "", ...rest]: string[]): boolean {
  return !UNREADABLE.has(place) && (place !== "products" || rest.length === 1)
}
