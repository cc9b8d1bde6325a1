import { z } from "zod"

import { countCartItems } from "@/features/cart/queries"
import { countUnread } from "@/features/notifications/queries"
import { routing } from "@/i18n/routing"
import { isApiReachable } from "@/lib/api/reachable"
import { isSignedIn } from "@/lib/session/session"
import { visitorCountry } from "@/lib/visitor-country"
import type { Shopper } from "@/lib/shopper/shopper"

const localeSchema = z.enum(routing.locales)

/** What belongs to one shopper on a page that is the same for everybody. */
export async function GET(request: Request): Promise<Response> {
  const locale = localeSchema.safeParse(new URL(request.url).searchParams.get("locale"))
  if (!locale.success) return Response.json({ code: "invalid" }, { status: 400 })
  return Response.json(await describe(locale.data, countryOf(request)), {
    headers: { "Cache-Control": "private, no-store" },
  })
}

function countryOf({ headers }: Request): string | null {
  return visitorCountry((name) => headers.get(name))
}

async function describe(locale: string, country: string | null): Promise<Shopper> {
  const [itemCount, unreadCount, signedIn, isReachable] = await Promise.all([
    countCartItems(locale),
    countUnread(),
    isSignedIn(),
    isApiReachable(),
  ])
  return {
    itemCount: itemCount ?? 0,
    unreadCount,
    isSignedIn: signedIn,
    isAway: itemCount === null || !isReachable,
    country,
  }
}
