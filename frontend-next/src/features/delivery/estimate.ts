import type { DeliveryEstimate } from "@/lib/api/types"

/** What the browser may ask: of one variant, or of the cart. */
export type Asked = {
  variant?: string | undefined
  quantity?: number | undefined
  country?: string | undefined
  postcode?: string | undefined
}

export type Answered = { ok: true; estimate: DeliveryEstimate } | { ok: false; code: string; detail: string }

/** Null when the shop cannot say: a page without dates is better than one with an error. */
export async function askForEstimate(
  locale: string,
  asked: Asked,
  signal: AbortSignal,
): Promise<Answered | null> {
  const query = new URLSearchParams({ locale })
  for (const [name, value] of Object.entries(asked)) if (value) query.set(name, String(value))
  try {
    const answer = await fetch(`/api/delivery?${query}`, { signal })
    return answer.ok ? ((await answer.json()) as Answered) : null
  } catch {
    return null
  }
}
