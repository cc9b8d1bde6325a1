/** A short list in this browser's storage, the newest entry first. A browser that keeps nothing gets an empty one. */
export function readList<Entry>(key: string, isEntry: (value: unknown) => value is Entry): Entry[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? "[]")
    return Array.isArray(stored) ? stored.filter(isEntry) : []
  } catch {
    return []
  }
}

export function writeList(key: string, entries: readonly unknown[]): void {
  try {
    if (entries.length > 0) window.localStorage.setItem(key, JSON.stringify(entries))
    else window.localStorage.removeItem(key)
  } catch {
    // Storage is full or forbidden: the list is a convenience and nothing else depends on it.
  }
}

/** `entry` first, once, and at most `limit` of them. */
export function withNewest<Entry>(
  entries: readonly Entry[],
  entry: Entry,
  limit: number,
  isSame: (a: Entry, b: Entry) => boolean = Object.is,
): Entry[] {
  return [entry, ...entries.filter((known) => !isSame(known, entry))].slice(0, limit)
}
