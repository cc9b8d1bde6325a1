import type { Availability, Variant } from "@/lib/api/types"
import type { Heard } from "@/lib/live/message"

/** What is left of a variant; `left` is known of few pieces, and once something changed. */
export type Stock = Availability & { left?: number | null }

export type VariantWithStock = Variant & { availability: Stock }

/** What a message says of each variant. Where messages were missed the page is read again, and counts. */
export function stockIn(heard: Heard, known: Record<string, Stock>): Record<string, Stock> {
  if ("isFirst" in heard) return heard.isFirst ? known : {}
  const { variants } = heard.body as { variants?: Record<string, Stock> }
  return { ...known, ...variants }
}

export function withStock(variant: Variant, stock: Record<string, Stock>): VariantWithStock {
  const news = stock[variant.id]
  return news ? { ...variant, availability: news } : variant
}
