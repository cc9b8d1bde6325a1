import "server-only"

import createClient, { type Client } from "openapi-fetch"

import type { paths } from "@/lib/api/generated/v1"
import { ProblemError, toProblem, unavailable } from "@/lib/api/problem"
import { knownAnswer } from "@/lib/api/known-answers"
import { isCacheTag } from "@/lib/cache-tags"
import { env } from "@/lib/env"
import { noteTags, noteUntold } from "@/lib/http/notes"
import { MovedError } from "@/lib/missing"

export type ApiClient = Client<paths>

export type Credentials = {
  cartToken?: string | undefined
  accessToken?: string | undefined
  /** The shopper's address as this server saw it (see `visitor-address.ts`), for limits per client. */
  forwardedFor?: string | undefined
  /** The country of that address, as a proxy in front has told it. */
  country?: string | undefined
}

const TIMEOUT_MS = 10_000
const LONG_TIMEOUT_MS = 120_000

/** Objects spread into parameters of their own: `attributes` becomes `attr.colour=…&attr.size=…`. */
const QUERY = { object: { style: "form", explode: true } } as const

/**
 * A client whose reads are kept until one of `tags` is told to be out of date, or `seconds` have passed.
 * While the API is away, what it said last is better than nothing.
 */
export function cachedApi(tags: string[], seconds: number): ApiClient {
  const keeping = { tags: tags.filter(isCacheTag), seconds }
  return clientWith((request) => {
    noteTags(keeping.tags)
    return knownAnswer(request.url, keeping, (etag) => askAgain(request, etag))
  })
}

/** A public read. Its answer is kept here and not by Next, which would know of changes in one process only. */
function askAgain(request: Request, etag: string | null): Promise<Response> {
  if (etag) request.headers.set("If-None-Match", etag)
  return fetch(request, { cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) })
}

/** A client for everything that belongs to one shopper. Nothing it reads is ever kept. */
export function privateApi(credentials: Credentials = {}): ApiClient {
  noteUntold()
  const client = clientWith(sendWhole)
  client.use({
    onRequest({ request }) {
      if (credentials.cartToken) request.headers.set("X-Cart-Token", credentials.cartToken)
      if (credentials.accessToken) request.headers.set("Authorization", `Bearer ${credentials.accessToken}`)
      if (credentials.forwardedFor) request.headers.set("X-Forwarded-For", credentials.forwardedFor)
      if (credentials.country) request.headers.set("X-Visitor-Country", credentials.country)
      return request
    },
  })
  return client
}

type Answer<Data> = { data?: Data; error?: unknown; response: Response }

/** The body of a successful answer; every other answer, and none at all, is thrown as a `ProblemError`. */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw unavailable(cause)
  })
  if (!response.ok) throw toProblem(error, response.status)
  return data as Data
}

/** No such thing, or an address that can be none: too long, or with characters that no name has. */
const NAMES_NOTHING = [400, 404, 410, 414]

/**
 * Like `unwrap`, but a missing thing is `null`, so that a page can answer with its own 404.
 * Of a thing that has moved, a `MovedError` tells where it is.
 */
export async function unwrapOrNull<Data>(call: Promise<Answer<Data>>): Promise<Data | null> {
  try {
    return await unwrap(call)
  } catch (error) {
    if (!(error instanceof ProblemError && NAMES_NOTHING.includes(error.status))) throw error
    if (typeof error.problem.redirect_to === "string") throw new MovedError(error.problem.redirect_to)
    return null
  }
}

/**
 * A `Request` keeps its body as a stream, which would go out in chunks of unknown length;
 * WSGI servers read no body without a length, so it is sent as one text.
 */
async function sendWhole(request: Request, milliseconds = TIMEOUT_MS): Promise<Response> {
  const body = request.body ? await request.text() : undefined
  const { url, method, headers } = request
  return fetch(url, { method, headers, body, cache: "no-store", signal: AbortSignal.timeout(milliseconds) })
}

/** For answers that are told while they are being made. */
export function sendLong(request: Request): Promise<Response> {
  return sendWhole(request, LONG_TIMEOUT_MS)
}

function clientWith(fetcher: (request: Request) => Promise<Response>): ApiClient {
  return createClient<paths>({
    baseUrl: env().API_URL,
    headers: channelHeaders(),
    querySerializer: QUERY,
    fetch: (request) => fetcher(request),
  })
}

/** Without a channel in the environment the API finds it by the host name it is called under. */
function channelHeaders(): Record<string, string> {
  const { API_CHANNEL, API_CHANNEL_KEY } = env()
  if (!API_CHANNEL || !API_CHANNEL_KEY) return {}
  return { "X-Channel": API_CHANNEL, "X-Channel-Key": API_CHANNEL_KEY }
}
