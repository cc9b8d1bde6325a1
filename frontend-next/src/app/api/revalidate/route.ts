import { z } from "zod"

import { isCacheTag } from "@/lib/cache-tags"
import { env } from "@/lib/env"
import { isSameSecret } from "@/lib/secrets"
import { tellStale } from "@/lib/staleness"

const bodySchema = z.object({ tags: z.array(z.string().refine(isCacheTag)).min(1).max(500) })

/** Django says what changed; the next reader gets it fresh, never the old copy once more. */
export async function POST(request: Request): Promise<Response> {
  const secret = env().REVALIDATE_SECRET
  if (!secret || !isSameSecret(request.headers.get("X-Revalidate-Secret"), secret)) {
    return Response.json({ code: "forbidden" }, { status: 403 })
  }
  const body = bodySchema.safeParse(await request.json().catch(() => null))
  if (!body.success) return Response.json({ code: "invalid" }, { status: 400 })
  tellStale(body.data.tags)
  return Response.json({ revalidated: body.data.tags.length })
}
