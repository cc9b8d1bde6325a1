import { unwrap } from "@/lib/api/client"
import { env } from "@/lib/env"
import { answerWith, asListener, listeningSchema, readBody, type Listening } from "@/lib/live/listening"

/** A ticket for one socket, and where to go with it; no address while the shop has no sockets. */
export async function POST(request: Request): Promise<Response> {
  const asked = await readBody(request, listeningSchema)
  if (!asked) return Response.json({ code: "invalid" }, { status: 400 })
  return answerWith(issue(asked))
}

async function issue(asked: Listening) {
  const { ticket, last_id, recent } = await asListener(asked, ({ api, topics, key }) =>
    unwrap(api.POST("/api/v1/live/tickets/", { body: { topics, ...key } })),
  )
  return { ticket, last_id, recent, url: env().LIVE_URL ?? null }
}
