import { z } from "zod"

import { tellEverywhere } from "@/front/everywhere"
import { isCacheTag } from "@/lib/cache-tags"
import { env } from "@/lib/env"
import { isSameSecret } from "@/lib/secrets"

const bodySchema = z.object({ tags: z.array(z.string().refine(isCacheTag)).min(1).max(500) })

/** Django says what changed, and says it again when not every server of the storefront heard it. */
export async function POST(request: Request): Promise<Response> {
  const secret = env().REVALIDATE_SECRET
  if (!secret || !isSameSecret(request.headers.get("X-Revalidate-Secret"), secret)) {
    return Response.json({ code: "forbidden" }, { status: 403 })
  }
  const body = bodySchema.safeParse(await request.json().catch(() => null))
  if (!body.success) return Response.json({ code: "invalid" }, { status: 400 })
  const isTold = await tellEverywhere(body.data.tags).then(
    () => true,
    () => false,
  )
  if (!isTold) return Response.json({ code: "unavailable" }, { status: 503 })
  return Response.json({ revalidated: body.data.tags.length })
}
