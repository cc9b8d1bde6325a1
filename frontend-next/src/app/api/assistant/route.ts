import { openAssistant } from "@/features/assistant/conversations"
import { answerTalker } from "@/features/assistant/talker"
import { getCurrency } from "@/features/channel/queries"

/** What the assistant's dialog shows first. */
export function GET(request: Request): Promise<Response> {
  return answerTalker(request, async (talker) =>
    openAssistant(talker, await getCurrency(talker.query.locale)),
  )
}
