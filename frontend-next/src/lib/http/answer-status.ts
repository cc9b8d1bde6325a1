import { AsyncLocalStorage } from "node:async_hooks"
import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, ServerResponse } from "node:http"

import { wellFormed } from "@/lib/http/well-formed"

type Exchange = { request: IncomingMessage; response: ServerResponse }

/** Pages and the start of the server are bundled apart; what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { heronExchanges?: AsyncLocalStorage<Exchange> }

const exchanges = (shared.heronExchanges ??= new AsyncLocalStorage<Exchange>())

/**
 * Lets a page say with which status it is sent. Next can only do so by throwing, and what is thrown is drawn by
 * scripts in the browser: readers without scripts would see a blank page. Called once, when the server starts.
 */
export function watchRequests(): void {
  subscribe("http.server.request.start", (message) => {
    const exchange = message as Exchange
    exchange.request.url = wellFormed(exchange.request.url ?? "/")
    exchanges.enterWith(exchange)
  })
}

/**
 * Sends the document that is being rendered with this status. A part of a page, which the browser asks for when a
 * link is followed, goes out as it is: the reader sees the same content, and the router needs no reload.
 */
export function answerWith(status: number, headers: Record<string, string> = {}): void {
  const exchange = exchanges.getStore()
  if (!exchange || exchange.response.headersSent || exchange.request.headers.rsc) return
  exchange.response.statusCode = status
  for (const [name, value] of Object.entries(headers)) exchange.response.setHeader(name, value)
}

/** The request that is being answered here. */
export function currentRequest(): IncomingMessage | undefined {
  return exchanges.getStore()?.request
}
