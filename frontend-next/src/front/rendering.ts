import { randomBytes } from "node:crypto"
import { Agent, request, type IncomingMessage } from "node:http"
import type { Server } from "node:net"
import { text } from "node:stream/consumers"

import type { Asked } from "@/front/asked"
import { allowByHash } from "@/front/scripts"
import { asleep } from "@/front/sleeping"
import { liveOrigin, mediaOrigin, siteHost } from "@/lib/env"
import { ADDRESS_HEADER } from "@/lib/http/moved"
import { closeNotes, openNotes, RENDERING_HEADER, type Notes } from "@/lib/http/notes"
import { COOKIES } from "@/lib/session/cookies"
import { LOCALE_HEADER } from "@/i18n/routing"
import { currentMoment } from "@/lib/staleness"

export type Rendered = {
  status: number
  headers: Record<string, string>
  body: string
  notes: Notes
  since: number
}

export type Render = (asked: Asked) => Promise<Rendered>

const TIMEOUT_MS = 30_000

/** Of each exchange and not of the page; those of caching, which the front writes itself; and the policy. */
const NOT_OF_THE_PAGE = new Set([
  ...["connection", "keep-alive", "transfer-encoding", "date", "content-length", "content-encoding"],
  ...["cache-control", "vary", "etag", "content-security-policy"],
])

const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** Never leaves this process: it is taken out of every page that is rendered with it. */
const nonce = randomBytes(18).toString("base64url")

/**
 * Has a page rendered by this very server, for nobody in particular: the request carries the address, the language
 * and the currency, and no other cookie. What the page was made of is noted meanwhile.
 */
export function renderingBy(server: Server): Render {
  return async (asked) => {
    const name = randomBytes(12).toString("base64url")
    const since = currentMoment()
    const notes = openNotes(name)
    try {
      const answer = await send(server, asked, name)
      return { ...read(answer, await text(answer)), notes, since }
    } finally {
      closeNotes(name)
    }
  }
}

function send(server: Server, { address, locale, currency, parts }: Asked, name: string) {
  const headers = {
    ...parts,
    host: siteHost(),
    "accept-encoding": "identity",
    "content-security-policy": `script-src 'nonce-${nonce}'`,
    ...(currency && { cookie: `${COOKIES.currency}=${currency}` }),
    [LOCALE_HEADER]: locale,
    [ADDRESS_HEADER]: address,
    [RENDERING_HEADER]: name,
  }
  return new Promise<IncomingMessage>((resolve, reject) => {
    const options = { ...placeOf(server), path: address, headers, agent, timeout: TIMEOUT_MS }
    const sent = request(options, resolve)
    sent.on("error", reject)
    sent.on("timeout", () => sent.destroy(new Error(`${address} was not rendered in time.`)))
    sent.end()
  })
}

function placeOf(server: Server): { host: string; port: number } {
  const place = server.address()
  if (place === null || typeof place === "string") throw new Error("The storefront listens at no port.")
  const isAnywhere = place.address === "::" || place.address === "0.0.0.0"
  return { host: isAnywhere ? "127.0.0.1" : place.address, port: place.port }
}

function read(answer: IncomingMessage, page: string): Pick<Rendered, "status" | "headers" | "body"> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !NOT_OF_THE_PAGE.has(name))
      headers[name] = String(value).replaceAll(` nonce="${nonce}";`, "")
  }
  const isPage = headers["content-type"]?.startsWith("text/html")
  const shown = isPage ? asleep(page, nonce) : page
  const { body, policy } = allowByHash(shown, nonce, mediaOrigin(), liveOrigin())
  return {
    status: answer.statusCode ?? 500,
    headers: { ...headers, "content-security-policy": policy },
    body,
  }
}
