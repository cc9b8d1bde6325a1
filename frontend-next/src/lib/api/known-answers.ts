import "server-only"

import { noteAway } from "@/lib/http/notes"
import { currentMoment, isStale } from "@/lib/staleness"

/** Some forty megabytes: everything a small shop shows, and the most read part of a large one. */
const MOST_CHARACTERS = 20_000_000

/** How long an answer counts, if none of its tags is told before. */
export type Keeping = { tags: string[]; seconds: number }

type Ask = (etag: string | null) => Promise<Response>

type Known = { etag: string | null; body: string; since: number; until: number }

type Said = { status: number; body: string; isAway: boolean }

/** The latest good answers of this process, the least recently read first. */
const known = new Map<string, Known>()
const underWay = new Map<string, Promise<Said>>()
let characters = 0

/**
 * The answer that is known while it counts, else a new one, which is asked for once however many pages want it.
 * While the API is away or fails, the last good answer stands in.
 */
export async function knownAnswer(address: string, keeping: Keeping, ask: Ask): Promise<Response> {
  const last = known.get(address)
  const isGood = last && Date.now() < last.until && !isStale(keeping.tags, last.since)
  const said = isGood ? again(address, last) : await askOnce(address, keeping, ask)
  if (said.isAway) noteAway()
  return new Response(said.body, { status: said.status, headers: { "Content-Type": "application/json" } })
}

/** What is asked for after a change does not share the answer of what was asked for before. */
async function askOnce(address: string, keeping: Keeping, ask: Ask): Promise<Said> {
  const flight = `${String(currentMoment())} ${address}`
  const asked = underWay.get(flight) ?? askAnew(address, keeping, ask)
  underWay.set(flight, asked)
  try {
    return await asked
  } catch (error) {
    noteAway()
    throw error
  } finally {
    underWay.delete(flight)
  }
}

async function askAnew(address: string, { seconds }: Keeping, ask: Ask): Promise<Said> {
  const when = { since: currentMoment(), until: Date.now() + seconds * 1000 }
  const last = known.get(address)
  const answer = await ask(last?.etag ?? null).catch((error: unknown) => {
    if (last) return null
    throw error
  })
  if (last && answer?.status === 304) return again(address, { ...last, ...when })
  if (last && (answer === null || answer.status >= 500)) return { ...spoken(last), isAway: true }
  return remember(address, answer ?? Response.error(), when)
}

/** What was read just now is the last to leave. */
function again(address: string, entry: Known): Said {
  keep(address, entry)
  return spoken(entry)
}

function spoken({ body }: Known): Said {
  return { status: 200, body, isAway: false }
}

async function remember(
  address: string,
  answer: Response,
  when: Pick<Known, "since" | "until">,
): Promise<Said> {
  const body = await answer.text()
  forget(address)
  if (answer.ok) keep(address, { etag: answer.headers.get("ETag"), body, ...when })
  return { status: answer.status, body, isAway: answer.status >= 500 }
}

function keep(address: string, entry: Known): void {
  forget(address)
  known.set(address, entry)
  characters += entry.body.length
  for (const oldest of known.keys()) {
    if (characters <= MOST_CHARACTERS) return
    forget(oldest)
  }
}

function forget(address: string): void {
  const entry = known.get(address)
  if (entry) characters -= entry.body.length
  known.delete(address)
}
