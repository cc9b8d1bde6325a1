import { z } from "zod"

import { react } from "@/features/assistant/conversations"
import { answerTalker, readBody } from "@/features/assistant/talker"

const reactedSchema = z.object({ reaction: z.enum(["", "up", "down"]), reason: z.string().max(300) })

export function POST(
  request: Request,
  { params }: RouteContext<"/api/assistant/messages/[id]/reaction">,
): Promise<Response> {
  return answerTalker(request, async (talker) =>
    react(talker, (await params).id, await readBody(request.clone(), reactedSchema)),
  )
}
