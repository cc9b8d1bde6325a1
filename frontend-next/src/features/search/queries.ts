import "server-only"

import { privateApi, unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { FoundPage } from "@/lib/api/types"

/** Pages that tell of these words; none when there are no words or the search is away. */
export async function findPages(locale: string, words: string): Promise<FoundPage[]> {
  if (!words) return []
  const query = { locale, q: words, page_size: 3 }
  try {
    return (await unwrap(privateApi().GET("/api/v1/search/pages/", { params: { query } }))).results
  } catch (error) {
    if (error instanceof ProblemError) return []
    throw error
  }
}
