import "server-only"

import { cache } from "react"

import { cachedApi, unwrap } from "@/lib/api/client"
import { findDraft } from "@/lib/api/draft"
import type { Channel } from "@/lib/api/types"
import { cacheTags, FALLBACK_SECONDS } from "@/lib/cache-tags"
import { noteCurrencies } from "@/lib/http/notes"
import { getChosenCurrency } from "@/lib/session/session"

/** The channel; while somebody looks at a branding that is not saved yet, as it would look. */
export const getChannel = cache(async (locale: string): Promise<Channel> => {
  const api = cachedApi([cacheTags.channel], FALLBACK_SECONDS.channel)
  const [draft, channel] = await Promise.all([
    findDraft(locale),
    unwrap(api.GET("/api/v1/channel/", { params: { query: { locale } } })),
  ])
  return draft?.branding ? { ...channel, branding: draft.branding } : channel
})

/**
 * The currency prices are shown in: the shopper's choice while the channel offers it, else the channel's own. Whoever
 * looks at a draft has chosen in the back office.
 */
export const getCurrency = cache(async (locale: string): Promise<string> => {
  const draft = await findDraft(locale)
  if (draft) return draft.currency
  const [channel, chosen] = await Promise.all([getChannel(locale), getChosenCurrency()])
  noteCurrencies([channel.default_currency, ...channel.currencies.map(({ code }) => code)])
  const isOffered = channel.currencies.some(({ code }) => code === chosen)
  return chosen && isOffered ? chosen : channel.default_currency
})
