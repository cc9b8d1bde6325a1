import { z } from "zod"

import { findEstimate } from "@/features/delivery/queries"
import { routing } from "@/i18n/routing"
import { visitorCountry } from "@/lib/visitor-country"

const querySchema = z.object({
  locale: z.enum(routing.locales),
  variant: z.string().max(64).optional(),
  quantity: z.coerce.number().int().min(1).max(999).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  postcode: z.string().trim().max(16).optional(),
})

/** When something arrives: never in a page that is kept, because it is another day after each cut-off. */
export async function GET(request: Request): Promise<Response> {
  const asked = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) return Response.json({ code: "invalid" }, { status: 400 })
  const { locale, ...rest } = asked.data
  const guess = visitorCountry((name) => request.headers.get(name))
  const answer = await findEstimate(locale, rest, guess)
  return Response.json(answer, { headers: { "Cache-Control": "private, no-store" } })
}
