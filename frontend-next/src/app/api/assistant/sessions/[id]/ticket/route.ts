import { issueTicket } from "@/features/assistant/conversations"
import { answerTalker } from "@/features/assistant/talker"
import { env } from "@/lib/env"

/** A ticket for one socket of a conversation, and where to go with it; no address while the shop has no sockets. */
export function POST(
  request: Request,
  { params }: RouteContext<"/api/assistant/sessions/[id]/ticket">,
): Promise<Response> {
  return answerTalker(request, async (talker) => issueTicket(talker, (await params).id, env().LIVE_URL))
}
