import { cookies } from "next/headers"
import { z } from "zod"

import { privateApi } from "@/lib/api/client"
import { CONSENT_COOKIE } from "@/lib/memory/consent"

const eventSchema = z.object({
  consent: z.literal(true),
  search_id: z.uuid(),
  previous_search_id: z.uuid().optional(),
  receipt: z.string().min(1).max(2000),
  type: z.enum(["search", "click", "add_to_cart"]),
  product_id: z.string().max(40).optional(),
  position: z.number().int().min(1).max(10_000).optional(),
  line_id: z.string().max(40).optional(),
})

/** No event is longer; a receipt is the longest part of one. */
const MAX_LENGTH = 4000

/** Passes on what became of a search, for shoppers who agreed. The answer says nothing: nobody waits for it. */
export async function POST(request: Request): Promise<Response> {
  const event = eventSchema.safeParse(await readJson(request))
  if (!event.success) return Response.json({ code: "invalid" }, { status: 400 })
  const agreed = (await cookies()).get(CONSENT_COOKIE)?.value === "yes"
  if (agreed) await pass(event.data, request.headers.get("x-forwarded-for") ?? undefined)
  return new Response(null, { status: 204 })
}

/** What the body says; null for one that is too long or no JSON. */
async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > MAX_LENGTH) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A count that is lost harms no one, so a refusal or a missing API ends here. */
async function pass(body: z.infer<typeof eventSchema>, forwardedFor: string | undefined): Promise<void> {
  await privateApi({ forwardedFor })
    .POST("/api/v1/search/events/", { body })
    .catch(() => undefined)
}
