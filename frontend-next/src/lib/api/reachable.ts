import "server-only"

import { env } from "@/lib/env"

const ASKED_EVERY_MS = 5_000
const PATIENCE_MS = 2_000

let last: { at: number; answer: Promise<boolean> } | undefined

/** Whether the API can serve shoppers right now. Asked once in a few seconds, however many pages want to know. */
export function isApiReachable(): Promise<boolean> {
  if (!last || Date.now() - last.at > ASKED_EVERY_MS) last = { at: Date.now(), answer: ask() }
  return last.answer
}

async function ask(): Promise<boolean> {
  try {
    const address = new URL("/api/v1/health/live", env().API_URL)
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) })
    return answer.ok
  } catch {
    return false
  }
}
