import { getTranslations } from "next-intl/server"
import { z } from "zod"

import { countCartItems } from "@/features/cart/queries"
import { countUnread } from "@/features/notifications/queries"
import { routing, type Locale } from "@/i18n/routing"
import { isApiReachable } from "@/lib/api/reachable"
import { noteVisit } from "@/lib/memory/visits"
import { isSignedIn } from "@/lib/session/session"
import { visitorCountry } from "@/lib/visitor-country"
import type { Shopper } from "@/lib/shopper/shopper"

const localeSchema = z.enum(routing.locales)

/** With the words of the way to the cart, for a page whose scripts have not run. */
type Described = Shopper & { cartWords: string }

/** What belongs to one shopper on a page that is the same for everybody. */
export async function GET(request: Request): Promise<Response> {
  const locale = localeSchema.safeParse(new URL(request.url).searchParams.get("locale"))
  if (!locale.success) return Response.json({ code: "invalid" }, { status: 400 })
  const { isReturning, cookie } = noteVisit(request.headers.get("cookie") ?? "")
  const shopper = await describe(locale.data, countryOf(request))
  return Response.json(
    { ...shopper, isReturning: shopper.isSignedIn || isReturning },
    { headers: { "Cache-Control": "private, no-store", ...(cookie !== null && { "Set-Cookie": cookie }) } },
  )
}

function countryOf({ headers }: Request): string | null {
  return visitorCountry((name) => headers.get(name))
}

async function describe(locale: Locale, country: string | null): Promise<Omit<Described, "isReturning">> {
  const [t, itemCount, unreadCount, signedIn, isReachable] = await Promise.all([
    getTranslations({ locale, namespace: "layout" }),
    countCartItems(locale),
    countUnread(),
    isSignedIn(),
    isApiReachable(),
  ])
  return {
    itemCount: itemCount ?? 0,
    cartWords: t("cart", { count: itemCount ?? 0 }),
    unreadCount,
    isSignedIn: signedIn,
    isAway: itemCount === null || !isReachable,
    country,
  }
}
