import { z } from "zod"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { isSignedIn, sessionApi } from "@/lib/session/session"

const KEYS = z.string().regex(/^[0-9a-f]{24}(,[0-9a-f]{24}){0,23}$/)

/** Which segments the customer is in: personal, so that pages need not be. */
export async function GET(request: Request): Promise<Response> {
  const keys = KEYS.safeParse(new URL(request.url).searchParams.get("keys"))
  if (!keys.success) return Response.json({ code: "invalid" }, { status: 400 })
  const segments = (await isSignedIn()) ? await listSegments(keys.data) : []
  return Response.json({ segments }, { headers: { "Cache-Control": "private, no-store" } })
}

/** Nobody is in any while that cannot be known. */
async function listSegments(keys: string): Promise<string[]> {
  try {
    const call = (await sessionApi()).GET("/api/v1/content/segments/", { params: { query: { keys } } })
    return (await unwrap(call)).segments
  } catch (error) {
    if (error instanceof ProblemError) return []
    throw error
  }
}
