import { z } from "zod"

import { readMessages, say } from "@/features/assistant/conversations"
import type { Asked } from "@/features/assistant/talk"
import { EVENTS, streamAnswer } from "@/features/assistant/streaming"
import { answerTalker, readBody, type Talker } from "@/features/assistant/talker"
import { ProblemError } from "@/lib/api/problem"

type Context = RouteContext<"/api/assistant/sessions/[id]/messages">

const askedSchema = z.object({
  text: z.string().min(1).max(4000),
  key: z.string(),
  action: z
    .object({
      tool: z.enum(["add_to_cart", "change_cart", "cancel_order"]),
      arguments: z.object({
        variant_id: z.string().optional(),
        quantity: z.number().optional(),
        number: z.string().optional(),
        email: z.string().optional(),
      }),
    })
    .optional(),
  page: z.object({ kind: z.enum(["product", "category"]), slug: z.string().max(255) }).optional(),
})

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerTalker(request, async (talker) => readMessages(talker, (await params).id))
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  const isStreamed = request.headers.get("accept") === EVENTS
  return answerTalker(request, async (talker) => {
    const [{ id }, asked] = await Promise.all([params, readBody(request.clone(), askedSchema)])
    return isStreamed ? streamOrSay(talker, id, asked) : say(talker, id, asked)
  })
}

/** A shop that streams to as many as it can still answers the others, in one piece. */
async function streamOrSay(talker: Talker, id: string, asked: Asked): Promise<unknown> {
  try {
    return await streamAnswer(talker, id, asked)
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 503)) throw error
    return say(talker, id, asked)
  }
}
