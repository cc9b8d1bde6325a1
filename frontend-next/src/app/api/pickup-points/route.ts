import { z } from "zod"

import { findPickupPoints } from "@/features/checkout/queries"
import { routing } from "@/i18n/routing"

const querySchema = z.object({
  locale: z.enum(routing.locales),
  method: z.string().min(1).max(64),
  postcode: z.string().trim().max(16).optional(),
})

/** Where parcels can wait, for the list of the checkout: it is asked for once a shopper wants one. */
export async function GET(request: Request): Promise<Response> {
  const asked = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) return Response.json({ code: "invalid" }, { status: 400 })
  const { locale, ...rest } = asked.data
  const answer = await findPickupPoints(locale, rest)
  return Response.json(answer, { headers: { "Cache-Control": "private, no-store" } })
}
