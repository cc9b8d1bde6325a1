import type { IncomingMessage, ServerResponse } from "node:http"
import { promisify } from "node:util"
import { gzip } from "node:zlib"

import { asleep } from "@/front/sleeping"
import { routing } from "@/i18n/routing"

const zip = promisify(gzip)

/** Pages of one shopper that are read before anything is done on them. Where something is paid, scripts come at once. */
const QUIET = new RegExp(`^/(?:${routing.locales.join("|")})/(?:cart|checkout\\?step=details)$`)

/** Whether this is a page that nobody keeps, and that sleeps all the same. */
export function isQuiet({ method, url = "", headers }: IncomingMessage): boolean {
  return method === "GET" && headers.rsc === undefined && QUIET.test(url)
}

/**
 * From now on what is written to the answer is held until it is whole, and leaves with its scripts put off. These
 * pages are short and made in one go: nothing of them could have been read much sooner.
 */
export function quieten(request: IncomingMessage, response: ServerResponse): void {
  const isZipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")
  request.headers["accept-encoding"] = "identity"
  const parts: Buffer[] = []
  const writeHead = response.writeHead.bind(response)
  const end = response.end.bind(response)
  const hold = (part: unknown, encoding?: unknown) => {
    if (typeof part === "string") parts.push(Buffer.from(part, encoding as BufferEncoding | undefined))
    else if (part instanceof Uint8Array) parts.push(Buffer.from(part))
  }
  response.flushHeaders = () => undefined
  // What packs answers in Next writes the head before the first part.
  response.writeHead = (status: number, ...rest: unknown[]) => {
    response.statusCode = status
    for (const [name, value] of Object.entries(rest.find(isRecord) ?? {})) response.setHeader(name, value)
    return response
  }
  response.write = ((part: unknown, encoding: unknown, done: unknown) => {
    const told = [encoding, done].find((one) => typeof one === "function") as (() => void) | undefined
    hold(part, typeof encoding === "string" ? encoding : undefined)
    if (told) process.nextTick(told)
    return true
  }) as ServerResponse["write"]
  response.end = ((part: unknown) => {
    hold(part)
    void leave(response, Buffer.concat(parts), isZipped).then((body) => {
      response.writeHead = writeHead
      end(body)
    })
    return response
  }) as ServerResponse["end"]
}

type Headers = Record<string, string | string[]>

function isRecord(value: unknown): value is Headers {
  return typeof value === "object" && value !== null
}

/** The answer as it leaves, with its headers set. */
async function leave(response: ServerResponse, body: Buffer, isZipped: boolean): Promise<Buffer> {
  if (response.headersSent || body.length === 0) return body
  const isPage = String(response.getHeader("content-type") ?? "").startsWith("text/html")
  const nonce = /'nonce-([^']+)'/.exec(String(response.getHeader("content-security-policy") ?? ""))?.[1]
  const page = isPage && nonce ? Buffer.from(asleep(body.toString(), nonce)) : body
  const sent = isZipped ? await zip(page) : page
  if (isZipped) response.setHeader("Content-Encoding", "gzip")
  response.setHeader("Vary", [response.getHeader("vary"), "Accept-Encoding"].filter(Boolean).join(", "))
  response.setHeader("Content-Length", sent.length)
  return sent
}
