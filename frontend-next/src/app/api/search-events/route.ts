import { z } from "zod"

import { privateApi } from "@/lib/api/client"
import { CONSENT_COOKIE } from "@/lib/memory/consent"
import { cookies } from "next/headers"

const eventSchema = z.object({
  consent: z.literal(true),
  search_id: z.uuid(),
  receipt: z.string().min(1).max(2000),
  type: z.enum(["search", "click", "add_to_cart"]),
  product_id: z.string().max(40).optional(),
  position: z.number().int().min(1).max(10_000).optional(),
  line_id: z.string().max(40).optional(),
})

/** Passes on what became of a search, for shoppers who agreed. The answer says nothing: nobody waits for it. */
export async function POST(request: Request): Promise<Response> {
  const event = eventSchema.safeParse(await request.json().catch(() => null))
  if (!event.success) return Response.json({ code: "invalid" }, { status: 400 })
  const agreed = (await cookies()).get(CONSENT_COOKIE)?.value === "yes"
  if (agreed) await pass(event.data, request.headers.get("x-forwarded-for") ?? undefined)
  return new Response(null, { status: 204 })
}

/** A count that is lost harms no one, so a refusal or a missing API ends here. */
async function pass(body: z.infer<typeof eventSchema>, forwardedFor: string | undefined): Promise<void> {
  await privateApi({ forwardedFor })
    .POST("/api/v1/search/events/", { body })
    .catch(() => undefined)
}
