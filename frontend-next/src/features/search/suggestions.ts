import type { Image, Money } from "@/lib/api/types"

/** The part of a text that answers to what was typed is marked; the parts joined are the whole text. */
export type Parts = { text: string; is_match: boolean }[]

type Highlighted = { highlighted: Parts }

/** What the box offers while someone types, as the storefront's own route sends it to the browser. */
export type Suggestions = {
  queries: ({ text: string } & Highlighted)[]
  products: ({
    id: string
    slug: string
    name: string
    image: Image | null
    price: Money | null
  } & Highlighted)[]
  categories: ({ slug: string; name: string; breadcrumb: string[] } & Highlighted)[]
  pages: ({ path: string; title: string } & Highlighted)[]
}

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
    const found: unknown = answer.ok && (await answer.json())
    return isSuggestions(found) ? found : NO_SUGGESTIONS
  } catch {
    return NO_SUGGESTIONS
  }
}

/** The route is the storefront's own; what a proxy puts in its place has none of the lists. */
function isSuggestions(found: unknown): found is Suggestions {
  const lists = found as Record<string, unknown> | null
  return Object.keys(NO_SUGGESTIONS).every((name) => Array.isArray(lists?.[name]))
}
