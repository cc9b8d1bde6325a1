import "server-only"

/** Some forty megabytes: everything a small shop shows, and the most read part of a large one. */
const MOST_CHARACTERS = 20_000_000

type Known = { etag: string | null; body: string }

/** The latest good answers of this process, the least recently read first. */
const known = new Map<string, Known>()
let characters = 0

/** Asks, and keeps a good answer; while the API is away or fails, the last good answer stands in. */
export async function orLastKnown(address: string, ask: () => Promise<Response>): Promise<Response> {
  const last = known.get(address)
  if (!last) return remember(address, await ask())
  const answer = await ask().catch(() => null)
  if (answer && answer.status < 500) return remember(address, answer)
  return new Response(last.body, { headers: { "Content-Type": "application/json" } })
}

async function remember(address: string, answer: Response): Promise<Response> {
  const last = forget(address)
  if (!answer.ok) return answer
  const etag = answer.headers.get("ETag")
  const isSame = last !== undefined && etag !== null && etag === last.etag
  keep(address, isSame ? last : { etag, body: await answer.clone().text() })
  return answer
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

function forget(address: string): Known | undefined {
  const entry = known.get(address)
  if (entry) characters -= entry.body.length
  known.delete(address)
  return entry
}
