import { z } from "zod"

import { beginSession, listSessions } from "@/features/assistant/conversations"
import { answerTalker, mayHaveTalked, readBody } from "@/features/assistant/talker"

const begunSchema = z.object({ consent: z.boolean() })

/** Earlier conversations with the assistant. */
export function GET(request: Request): Promise<Response> {
  return answerTalker(request, async (talker) => ((await mayHaveTalked()) ? listSessions(talker) : []))
}

export function POST(request: Request): Promise<Response> {
  return answerTalker(request, async (talker) =>
    beginSession(talker, await readBody(request.clone(), begunSchema)),
  )
}
