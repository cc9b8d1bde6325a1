import "server-only"

import { privateApi } from "@/lib/api/client"

type Count = { receipt: string; shown: number; clicked: number }

const PAUSE_MS = 5000
/** As many variants as the API takes at once, and as often as it takes of each. */
const MOST_AT_ONCE = 50
const MOST_OF_ONE = 500
/** Beyond this many, receipts are made up: a shop has not so many places on show within a pause. */
const MOST_WAITING = 1000

const waiting = new Map<string, Count>()
let timer: NodeJS.Timeout | null = null

/** Counts in memory; the API is told every five seconds, however many readers there are. */
export function gatherCount(receipt: string, type: "shown" | "clicked"): void {
  const count = waiting.get(receipt) ?? { receipt, shown: 0, clicked: 0 }
  if (waiting.size >= MOST_WAITING && !waiting.has(receipt)) return
  waiting.set(receipt, { ...count, [type]: Math.min(count[type] + 1, MOST_OF_ONE) })
  timer ??= setTimeout(() => void tellCounts(), PAUSE_MS).unref()
}

/** A count that is lost harms no one, so a refusal or a missing API ends here. */
export async function tellCounts(): Promise<void> {
  const counts = [...waiting.values()]
  waiting.clear()
  timer = null
  for (let start = 0; start < counts.length; start += MOST_AT_ONCE) {
    await tell(counts.slice(start, start + MOST_AT_ONCE))
  }
}

async function tell(counts: Count[]): Promise<void> {
  await privateApi()
    .POST("/api/v1/content/slot-counts/", { body: { counts } })
    .catch(() => undefined)
}
