import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http"

import type { Found } from "@/front/keeper"
import type { Kept } from "@/front/kept"
import { chosenEncoding, repacked, unpacked, type Encoding } from "@/front/packing"
import type { Rendered } from "@/front/rendering"

/** How long a cache between this server and the reader may keep a page; 0 when it may not. */
export type SharedSeconds = number

/** What a page differs by under one address. */
const VARY =
  "Accept, Accept-Encoding, Cookie, RSC, Next-Router-State-Tree, Next-Router-Prefetch, Next-Router-Segment-Prefetch"

/** How long a shared cache may show an old page while it asks for a new one, or while this server is away. */
const MEANWHILE = "stale-while-revalidate=600, stale-if-error=86400"

/** No CDN takes longer ones. */
const LONGEST_TAGS = 8000

export function answerKept(
  request: IncomingMessage,
  response: ServerResponse,
  { kept, state }: Exclude<Found, { rendered: Rendered }>,
  sharedSeconds: SharedSeconds,
): void {
  const encoding = chosenEncoding(request.headers["accept-encoding"])
  const etag = `W/"${kept.etag}"`
  const headers = {
    ...caching(kept, sharedSeconds),
    ETag: etag,
    "Cache-Status": state === "hit" ? "storefront; hit" : `storefront; fwd=${state}`,
  }
  if (knows(request.headers["if-none-match"], etag)) {
    response.writeHead(304, headers).end()
    return
  }
  const all = { ...kept.headers, ...headers }
  if (encoding === "gzip" && !kept.gzip) void zipFirst(request, response, kept, all)
  else write(request, response, { headers: all, body: bodyIn(kept, encoding), encoding })
}

/** As it was rendered, for this reader only. */
export function answerRendered(request: IncomingMessage, response: ServerResponse, rendered: Rendered): void {
  const headers = { ...rendered.headers, "cache-control": "private, no-cache, no-store", vary: VARY }
  response.statusCode = rendered.status
  write(request, response, { headers, body: Buffer.from(rendered.body), encoding: "identity" })
}

async function zipFirst(
  request: IncomingMessage,
  response: ServerResponse,
  kept: Kept,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  kept.gzip = await repacked(kept.brotli)
  write(request, response, { headers, body: kept.gzip, encoding: "gzip" })
}

function bodyIn(kept: Kept, encoding: Encoding): Buffer {
  if (encoding === "br") return kept.brotli
  return (encoding === "gzip" && kept.gzip) || unpacked(kept.brotli)
}

type Answer = { headers: OutgoingHttpHeaders; body: Buffer; encoding: Encoding }

function write(
  request: IncomingMessage,
  response: ServerResponse,
  { headers, body, encoding }: Answer,
): void {
  const all = { ...headers, "Content-Length": body.length }
  response.writeHead(
    response.statusCode,
    encoding === "identity" ? all : { ...all, "Content-Encoding": encoding },
  )
  response.end(request.method === "HEAD" ? undefined : body)
}

/**
 * Browsers ask each time, and are told that nothing has changed. A CDN may keep the page, and drop it by its tags; one
 * that looks at no cookie gets pages in the channel's own currency only.
 */
function caching({ tags }: Kept, sharedSeconds: SharedSeconds): OutgoingHttpHeaders {
  if (sharedSeconds === 0) return { "Cache-Control": "private, no-cache", Vary: VARY }
  const written = tags.map(encodeURI)
  const isShort = written.join(" ").length <= LONGEST_TAGS
  return {
    "Cache-Control": `public, max-age=0, must-revalidate, s-maxage=${String(sharedSeconds)}`,
    "CDN-Cache-Control": `public, max-age=${String(sharedSeconds)}, ${MEANWHILE}`,
    ...(isShort && { "Cache-Tag": written.join(","), "Surrogate-Key": written.join(" ") }),
    Vary: VARY,
  }
}

function knows(given: string | undefined, etag: string): boolean {
  if (given === undefined) return false
  return given.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^(?!W\/)/, "W/") === etag)
}
