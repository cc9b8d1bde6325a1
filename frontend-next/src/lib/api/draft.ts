import "server-only"

import { cache } from "react"

import { privateApi, unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { components } from "@/lib/api/generated/v1"
import { draftTokenOf } from "@/lib/draft-place"
import { currentRequest } from "@/lib/http/answer-status"
import { RENDERING_HEADER } from "@/lib/http/notes"

export type Draft = components["schemas"]["Draft"]

/** What is shown instead of a draft: `preview_expired`, or `preview_not_found`. */
export type Refusal = { refused: ProblemError }

/**
 * The draft that the request at hand shows, or why it shows none; null for all other requests, and for pages that are
 * rendered to be kept. It is read once for each request and kept nowhere.
 */
export function currentDraft(locale: string): Promise<Draft | Refusal | null> {
  const request = currentRequest()
  const token = draftTokenOf(request?.url ?? "")
  if (token === null || request?.headers[RENDERING_HEADER] !== undefined) return Promise.resolve(null)
  return openDraft(token, locale)
}

/** The draft that the request at hand shows; null where it shows none. */
export async function findDraft(locale: string): Promise<Draft | null> {
  const draft = await currentDraft(locale)
  return draft && !("refused" in draft) ? draft : null
}

const openDraft = cache(async (token: string, locale: string): Promise<Draft | Refusal> => {
  const body = { token: decodeURIComponent(token) }
  try {
    const call = privateApi().POST("/api/v1/content/draft/", { params: { query: { locale } }, body })
    return await unwrap(call)
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return { refused: error }
    throw error
  }
})
