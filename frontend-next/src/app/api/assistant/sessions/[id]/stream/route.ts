import { z } from "zod"

import { streamRest } from "@/features/assistant/streaming"
import { answerTalker } from "@/features/assistant/talker"

const heardSchema = z.object({ message: z.string().max(64), after: z.coerce.number().int().min(0) })

/** The rest of an answer, for a page that was cut off. */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/assistant/sessions/[id]/stream">,
): Promise<Response> {
  const heard = heardSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!heard.success) return Promise.resolve(Response.json({ code: "invalid" }, { status: 400 }))
  return answerTalker(request, async (talker) => streamRest(talker, (await params).id, heard.data))
}
