import "server-only"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { SavedSearch } from "@/lib/api/types"
import { sessionApi } from "@/lib/session/session"

/** The customer's saved searches, the latest first; none while the search is away, since an account is more than them. */
export async function listSavedSearches(locale: string): Promise<SavedSearch[]> {
  const api = await sessionApi()
  try {
    return (await unwrap(api.GET("/api/v1/search/saved/", { params: { query: { locale } } }))).results
  } catch (error) {
    if (error instanceof ProblemError) return []
    throw error
  }
}
