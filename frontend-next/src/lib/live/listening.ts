import "server-only"

import { z } from "zod"

import { privateApi, type ApiClient } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { findOrderKey, type OrderKey } from "@/lib/session/order-access"
import { getCredentials } from "@/lib/session/session"

/** What a page says it wants to hear; `token` is that of a guest order's link. */
export const listeningSchema = z.object({
  topics: z.array(z.string().min(1).max(190)).min(1).max(20),
  token: z.string().max(300).optional(),
})

export type Listening = z.infer<typeof listeningSchema>

const ORDER = "order:"
const OWN = "person"
const MAX_LENGTH = 8000

/** The body of a request from our own pages; null for anything else. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T | null> {
  const text = await request.text()
  if (text.length > MAX_LENGTH) return null
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

type Asking = { api: ApiClient; topics: string[]; key: OrderKey | undefined }

/**
 * Asks the API in the name of whoever listens, with what opens a guest's order on this device. A session that has
 * ended is as good as none: what needs nobody signed in is heard nevertheless.
 */
export async function asListener<T>(
  { topics, token }: Listening,
  call: (asking: Asking) => Promise<T>,
): Promise<T> {
  const { accessToken, forwardedFor } = await getCredentials()
  const order = topics.find((topic) => topic.startsWith(ORDER))
  const key = token ? { token } : order && (await findOrderKey(order.slice(ORDER.length)))
  const asking = { topics, key: key || undefined }
  try {
    return await call({ ...asking, api: privateApi({ accessToken, forwardedFor }) })
  } catch (error) {
    const others = topics.filter((topic) => topic !== OWN)
    if (!(error instanceof ProblemError && error.status === 401) || others.length === 0) throw error
    return call({ ...asking, topics: others, api: privateApi({ forwardedFor }) })
  }
}

/** The answer, or the status alone: a page that may not listen, or a shop that is away, needs no more. */
export async function answerWith(answer: Promise<unknown>): Promise<Response> {
  const headers = { "Cache-Control": "private, no-store" }
  try {
    return Response.json(await answer, { headers })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return Response.json({ code: error.code }, { status: error.status, headers })
  }
}
