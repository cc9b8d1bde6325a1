import { beginSession, listSessions } from "@/features/assistant/conversations"
import { answerTalker, mayHaveTalked } from "@/features/assistant/talker"

/** Earlier conversations with the assistant. */
export function GET(request: Request): Promise<Response> {
  return answerTalker(request, async (talker) => ((await mayHaveTalked()) ? listSessions(talker) : []))
}

export function POST(request: Request): Promise<Response> {
  return answerTalker(request, beginSession)
}
