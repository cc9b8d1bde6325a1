import { privateApi, unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { Tokens } from "@/lib/session/cookies"

/** How long the outcome of a refresh answers requests that still carry the old refresh token. */
const MEMORY_MS = 20_000

const recent = new Map<string, Promise<Tokens | "rejected">>()

/**
 * New tokens for a refresh token, or `"rejected"` when the API no longer accepts it.
 * Refresh tokens rotate, and a page's requests arrive together: all of them share one exchange.
 * Throws when the API cannot be reached, in which case the session must be left alone.
 */
export function refreshTokens(refresh: string, forwardedFor?: string): Promise<Tokens | "rejected"> {
  const known = recent.get(refresh)
  if (known) return known
  const exchange = exchangeToken(refresh, forwardedFor)
  recent.set(refresh, exchange)
  void exchange.then(
    () => setTimeout(() => recent.delete(refresh), MEMORY_MS),
    () => recent.delete(refresh),
  )
  return exchange
}

async function exchangeToken(
  refresh: string,
  forwardedFor: string | undefined,
): Promise<Tokens | "rejected"> {
  try {
    return await unwrap(privateApi({ forwardedFor }).POST("/api/v1/auth/refresh/", { body: { refresh } }))
  } catch (error) {
    if (error instanceof ProblemError && error.status >= 400 && error.status < 429) return "rejected"
    throw error
  }
}
