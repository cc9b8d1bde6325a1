import { absoluteUrl } from "@/lib/alternates"
import type { ProductDocument } from "@/lib/api/types"
import { markdownOf, plainWords } from "@/lib/markdown"
import { formatMoney } from "@/lib/money"

/** A product for programs that read for people: what it is, what it costs, whether it can be had. */
export function productInMarkdown(product: ProductDocument, locale: string, currency: string): string {
  const price = product.prices[currency]
  const told = price && [price.from, price.to].map((money) => formatMoney(money, locale))
  return [
    `# ${plainWords(product.name)}`,
    product.summary && `> ${plainWords(product.summary)}`,
    facts([
      ["Price", told && [...new Set(told)].join(" – ")],
      ["Availability", product.availability.status.replaceAll("_", " ")],
      ["Brand", product.brand?.label],
      ...product.attributes.map(({ name, label }): [string, string] => [name, label]),
    ]),
    markdownOf(product.description),
    absoluteUrl(`/products/${product.slug}`, locale),
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n")
}

function facts(rows: [string, string | undefined][]): string {
  return rows
    .flatMap(([name, value]) => (value ? `- ${plainWords(name)}: ${plainWords(value)}` : []))
    .join("\n")
}
