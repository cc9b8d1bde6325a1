import { z } from "zod"

import { readMessages, say } from "@/features/assistant/conversations"
import { answerTalker, readBody } from "@/features/assistant/talker"

type Context = RouteContext<"/api/assistant/sessions/[id]/messages">

const askedSchema = z.object({
  text: z.string().min(1).max(4000),
  key: z.string(),
  action: z
    .object({
      tool: z.enum(["add_to_cart", "change_cart"]),
      arguments: z.object({ variant_id: z.string(), quantity: z.number() }),
    })
    .optional(),
})

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerTalker(request, async (talker) => readMessages(talker, (await params).id))
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerTalker(request, async (talker) =>
    say(talker, (await params).id, await readBody(request.clone(), askedSchema)),
  )
}
