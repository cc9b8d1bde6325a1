import "server-only"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { NotificationPreferences, PersonNotice, UnsubscribeOffer } from "@/lib/api/types"
import { env } from "@/lib/env"
import { isSignedIn, sessionApi } from "@/lib/session/session"

/** A notice with the way to the page that it is about, when that is one of this shop. */
export type ListedNotice = PersonNotice & { href: string | null }

/** How much the customer has not read yet; nothing while that cannot be known. */
export async function countUnread(): Promise<number> {
  if (!(await isSignedIn())) return 0
  try {
    return (await unwrap((await sessionApi()).GET("/api/v1/notifications/unread-count/"))).unread
  } catch (error) {
    if (error instanceof ProblemError) return 0
    throw error
  }
}

/** A page of what the customer was told, the newest first. */
export async function listNotices(
  before?: string,
): Promise<{ notices: ListedNotice[]; next: string | null; unread: number }> {
  const query = before ? { before } : {}
  const api = await sessionApi()
  const { results, next, unread } = await unwrap(api.GET("/api/v1/notifications/", { params: { query } }))
  return { notices: results.map((each) => ({ ...each, href: hrefOf(each.url) })), next, unread }
}

export async function getPreferences(locale: string): Promise<NotificationPreferences> {
  const api = await sessionApi()
  return unwrap(api.GET("/api/v1/notifications/preferences/", { params: { query: { locale } } }))
}

/** What a letter's last link would end; null when the link is not complete. */
export async function findUnsubscribeOffer(token: string, locale: string): Promise<UnsubscribeOffer | null> {
  const params = { path: { link_token: token }, query: { locale } }
  try {
    return await unwrap(
      (await sessionApi()).GET("/api/v1/notifications/unsubscribe/{link_token}/", { params }),
    )
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null
    throw error
  }
}

function hrefOf(address: string): string | null {
  if (!URL.canParse(address, env().SITE_URL)) return null
  const url = new URL(address, env().SITE_URL)
  return address && url.origin === new URL(env().SITE_URL).origin ? url.pathname + url.search : null
}
