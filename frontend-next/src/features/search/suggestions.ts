import { z } from "zod"

/** The part of a text that answers to what was typed is marked; the parts joined are the whole text. */
const partsSchema = z.array(z.object({ text: z.string(), is_match: z.boolean() }))

const imageSchema = z.object({
  id: z.string(),
  alt: z.string(),
  width: z.number(),
  height: z.number(),
  url: z.string(),
  sources: z.array(z.object({ width: z.number(), url: z.string() })),
})

const moneySchema = z.object({ amount: z.string(), currency: z.string() })

export const suggestionsSchema = z.object({
  queries: z.array(z.object({ text: z.string(), highlighted: partsSchema })),
  products: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      name: z.string(),
      highlighted: partsSchema,
      image: imageSchema.nullable(),
      price: moneySchema.nullable(),
    }),
  ),
  categories: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      breadcrumb: z.array(z.string()),
      highlighted: partsSchema,
    }),
  ),
  pages: z.array(z.object({ path: z.string(), title: z.string(), highlighted: partsSchema })),
})

/** What the box offers while someone types, as the storefront's own route sends it to the browser. */
export type Suggestions = z.infer<typeof suggestionsSchema>
export type Parts = z.infer<typeof partsSchema>

export const NO_SUGGESTIONS: Suggestions = { queries: [], products: [], categories: [], pages: [] }

export const MAX_TYPED_LENGTH = 100

/** Asks the storefront's own route; whatever goes wrong, a box without suggestions still searches. */
export async function fetchSuggestions(
  words: string,
  locale: string,
  signal: AbortSignal,
): Promise<Suggestions> {
  const query = new URLSearchParams({ q: words.slice(0, MAX_TYPED_LENGTH), locale })
  try {
    const answer = await fetch(`/api/suggestions?${query.toString()}`, { signal })
    return answer.ok ? suggestionsSchema.parse(await answer.json()) : NO_SUGGESTIONS
  } catch {
    return NO_SUGGESTIONS
  }
}
