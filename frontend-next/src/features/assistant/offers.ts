import type { Attribute, Money, ProductDocument } from "@/lib/api/types"

export type Choice = { id: string; label: string; price: Money | undefined; isAvailable: boolean }

/** What the dialog shows of a product beyond its card: its variants to choose from, and its facts to compare. */
export type Offer = {
  slug: string
  choices: Choice[]
  facts: Pick<Attribute, "code" | "name" | "label" | "unit">[]
}

export function offerOf({ slug, variants, options, attributes }: ProductDocument, currency: string): Offer {
  const labelOf = (codes: Record<string, string>) =>
    options
      .flatMap(({ code, values }) => values.find((value) => value.code === codes[code])?.label ?? [])
      .join(", ")
  return {
    slug,
    choices: variants.map((variant) => ({
      id: variant.id,
      label: labelOf(variant.options) || variant.name,
      price: variant.prices[currency]?.price,
      isAvailable: variant.availability.is_available && variant.prices[currency] !== undefined,
    })),
    facts: attributes.map(({ code, name, label, unit }) => ({ code, name, label, unit })),
  }
}
