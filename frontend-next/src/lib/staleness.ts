/**
 * Which names were told to be out of date, and when. Moments are counted, not timed: what was begun at a moment is
 * stale as soon as one of its names is told at a later one. Everything that keeps answers asks here.
 */
type Told = { moment: number; floor: number; moments: Map<string, number>; listeners: Set<() => void> }

/** Beyond these the oldest are forgotten, and everything begun before them counts as stale. */
const MOST_NAMES = 20_000

/** Pages, route handlers and the start of the server are bundled apart; what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { heronTold?: Told }

const told: Told = (shared.heronTold ??= { moment: 0, floor: 0, moments: new Map(), listeners: new Set() })

/** To be remembered with what is begun now. */
export function currentMoment(): number {
  return told.moment
}

export function tellStale(tags: Iterable<string>): void {
  told.moment += 1
  for (const tag of tags) {
    told.moments.delete(tag)
    told.moments.set(tag, told.moment)
  }
  forgetOldest()
  for (const listener of told.listeners) listener()
}

/** For a moment at which nobody knows what was missed. */
export function tellEverythingStale(): void {
  told.moment += 1
  told.floor = told.moment
  for (const listener of told.listeners) listener()
}

/** Called after something was told. */
export function onTold(listener: () => void): void {
  told.listeners.add(listener)
}

export function isStale(tags: Iterable<string>, since: number): boolean {
  if (since < told.floor) return true
  for (const tag of tags) {
    if ((told.moments.get(tag) ?? 0) > since) return true
  }
  return false
}

function forgetOldest(): void {
  for (const [tag, moment] of told.moments) {
    if (told.moments.size <= MOST_NAMES) return
    told.floor = moment
    told.moments.delete(tag)
  }
}
