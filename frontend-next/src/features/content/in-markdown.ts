import { absoluteUrl } from "@/lib/alternates"
import type { Block, BlockValue, ContentLink, ContentPage } from "@/lib/api/types"
import { markdownLink, markdownOf, plainWords } from "@/lib/markdown"

/** A page for programs that read for people: its words, in their order. */
export function pageInMarkdown(page: ContentPage): string {
  const versions = page.legal?.versions ?? []
  return [
    `# ${plainWords(page.title)}`,
    page.article && `> ${plainWords(page.article.lead)}`,
    page.lookbook?.lead && `> ${plainWords(page.lookbook.lead)}`,
    ...(page.lookbooks ?? []).map(
      ({ title, path }) => `- ${markdownLink(title, absoluteUrl(path, page.locale))}`,
    ),
    ...page.body.map((block) => blockInMarkdown(block, page.locale)),
    ...(page.stores ?? []).map(
      ({ name, street, postcode, city }) =>
        `- ${plainWords([name, street, `${postcode} ${city}`].join(", "))}`,
    ),
    versions.length > 0 &&
      versions
        .map(
          ({ number, dated, path }) =>
            `- ${markdownLink(`${String(number)}: ${dated}`, absoluteUrl(path, page.locale))}`,
        )
        .join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n")
}

function blockInMarkdown(block: Block, locale: string): string {
  switch (block.type) {
    case "rich_text":
      return markdownOf(block.value.html)
    case "hero":
      return parts(
        heading(block.value.heading),
        plainWords(block.value.text),
        linked(block.value.link, locale),
      )
    case "image_text":
      return parts(
        heading(block.value.heading),
        markdownOf(block.value.html),
        linked(block.value.link, locale),
      )
    case "quote":
      return `> ${plainWords(block.value.text)}${block.value.author && ` (${plainWords(block.value.author)})`}`
    case "accordion":
      return parts(
        heading(block.value.heading),
        ...block.value.items.map(
          ({ question, html }) => `### ${plainWords(question)}\n\n${markdownOf(html)}`,
        ),
      )
    case "hotspots":
      return parts(heading(block.value.heading), placesInMarkdown(block.value.points, locale))
    case "usp_row":
      return block.value.items
        .map(({ title, text }) => `- ${plainWords([title, text].filter(Boolean).join(": "))}`)
        .join("\n")
    default:
      return ""
  }
}

function placesInMarkdown(points: BlockValue<"hotspots">["points"], locale: string): string {
  return points
    .map(({ title, text, product }) => {
      const name = title || (product?.name ?? "")
      const said = product
        ? markdownLink(name, absoluteUrl(`/products/${product.slug}`, locale))
        : plainWords(name)
      return `- ${[said, plainWords(text)].filter(Boolean).join(": ")}`
    })
    .join("\n")
}

const heading = (text: string) => text && `## ${plainWords(text)}`

function linked(link: ContentLink | null, locale: string): string {
  if (!link) return ""
  return markdownLink(link.label, link.url.startsWith("/") ? absoluteUrl(link.url, locale) : link.url)
}

function parts(...texts: string[]): string {
  return texts.filter(Boolean).join("\n\n")
}
