import "server-only"

import { cachedApi, unwrapOrNull } from "@/lib/api/client"
import type { AssistantSettings } from "@/lib/api/types"
import { cacheTags, FALLBACK_SECONDS } from "@/lib/cache-tags"

/** The assistant of the channel; null where it is off. */
export function getAssistant(locale: string): Promise<AssistantSettings | null> {
  const api = cachedApi([cacheTags.channel], FALLBACK_SECONDS.content)
  return unwrapOrNull(api.GET("/api/v1/chatbot/config/", { params: { query: { locale } } }))
}
