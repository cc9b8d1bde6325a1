import { cookies } from "next/headers"
import { z } from "zod"

import { gatherCount } from "@/lib/slot-counts"
import { CONSENT_COOKIE } from "@/lib/memory/consent"

const countSchema = z.object({ receipt: z.string().min(1).max(160), type: z.enum(["shown", "clicked"]) })

const MAX_LENGTH = 300
/** Machines that run scripts and say so. */
const MACHINES = /bot\b|crawl|spider|slurp|lighthouse|monitor|preview/i

/** Counts what a personalised place showed, for readers who agreed. The answer says nothing: nobody waits for it. */
export async function POST(request: Request): Promise<Response> {
  const count = countSchema.safeParse(await readJson(request))
  if (!count.success) return Response.json({ code: "invalid" }, { status: 400 })
  const isMachine = MACHINES.test(request.headers.get("user-agent") ?? "")
  const agreed = (await cookies()).get(CONSENT_COOKIE)?.value === "yes"
  if (agreed && !isMachine) gatherCount(count.data.receipt, count.data.type)
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
