import "server-only"

import { readFrames, writeFrame } from "@/features/assistant/frames"
import type { Asked } from "@/features/assistant/talk"
import type { Talker } from "@/features/assistant/talker"
import { sendLong, unwrap } from "@/lib/api/client"

export const EVENTS = "text/event-stream"

const STREAMED = { headers: { Accept: EVENTS }, parseAs: "stream", fetch: sendLong } as const

type Told = { seq: number; cart_token?: string | null }

/** Says something, and passes on what is told while it is being answered. */
export async function streamAnswer(
  { api, query, header }: Talker,
  id: string,
  asked: Asked,
): Promise<Response> {
  const params = { path: { session_id: id }, query, header }
  const place = "/api/v1/chatbot/sessions/{session_id}/messages/"
  return passOn(await unwrap(api.POST(place, { params, body: asked, ...STREAMED })))
}

/** Passes on what comes behind a frame of an answer that was heard in part. */
export async function streamRest(
  { api, query, header }: Talker,
  id: string,
  heard: { message: string; after: number },
): Promise<Response> {
  const params = { path: { session_id: id }, query: { ...query, ...heard }, header }
  const place = "/api/v1/chatbot/sessions/{session_id}/stream/"
  return passOn(await unwrap(api.GET(place, { params, ...STREAMED })))
}

function passOn(body: ReadableStream<Uint8Array> | null): Response {
  return new Response(body && withoutKeys(body), {
    headers: {
      "Content-Type": EVENTS,
      // Whatever packs or collects it on the way would hold it back.
      "Cache-Control": "private, no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  })
}

/**
 * The key to a cart that was made on the way is for no script. A cookie could only have come before the first frame,
 * so the page is told to ask for it.
 */
export function withoutKeys(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const frames = readFrames<Told>(body)
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await frames.next()
      if (done) {
        controller.close()
        return
      }
      const { cart_token: key, ...frame } = value
      const shown = { ...frame, ...(key && { owes_cart: true }) }
      controller.enqueue(encoder.encode(writeFrame(shown)))
    },
    async cancel() {
      await frames.return(undefined)
    },
  })
}
