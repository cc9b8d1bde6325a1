import { z } from "zod"

import { unwrap } from "@/lib/api/client"
import { answerWith, asListener, listeningSchema, readBody } from "@/lib/live/listening"

const askedSchema = listeningSchema.extend({ after: z.number().int().min(0).optional() })

/** What was told since, for a browser that has no socket. Posted, so that no key stands in an address. */
export async function POST(request: Request): Promise<Response> {
  const asked = await readBody(request, askedSchema)
  if (!asked) return Response.json({ code: "invalid" }, { status: 400 })
  return answerWith(read(asked))
}

async function read({ after, ...asked }: z.infer<typeof askedSchema>) {
  return asListener(asked, ({ api, topics, key }) => {
    const query = { topics: topics.join(","), ...key, ...(after !== undefined && { after }) }
    return unwrap(api.GET("/api/v1/live/messages/", { params: { query } }))
  })
}
