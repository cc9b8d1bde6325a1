import type { IncomingMessage, ServerResponse } from "node:http"

import { isApiReachable } from "@/lib/api/reachable"
import { COOKIES } from "@/lib/session/cookies"
import { noteVisit } from "@/lib/memory/visits"
import { NOBODY } from "@/lib/shopper/shopper"
import { visitorCountry } from "@/lib/visitor-country"

const BELONGINGS = new RegExp(`(?:^|;\\s*)(?:${COOKIES.cart}|${COOKIES.access}|${COOKIES.refresh})=`)

/** Whether somebody without a cart and without a session asks what is theirs, as most visitors do. */
export function isGuest({ method, url = "", headers }: IncomingMessage): boolean {
  return method === "GET" && url.startsWith("/api/shopper?") && !BELONGINGS.test(headers.cookie ?? "")
}

/** Nothing is, whatever the API would say; whether it can be reached and who was here before is worth knowing. */
export async function answerGuest({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const isAway = !(await isApiReachable())
  const { isReturning, cookie } = noteVisit(headers.cookie ?? "")
  const country = visitorCountry((name) => [headers[name]].flat()[0])
  response.writeHead(200, {
    "Content-Type": "application/json",
    "Cache-Control": "private, no-store",
    ...(cookie !== null && { "Set-Cookie": cookie }),
  })
  response.end(JSON.stringify({ ...NOBODY, isAway, isReturning, country }))
}
