import { readList, withNewest, writeList } from "@/lib/memory/stored-list"

const KEY = "heron.searches"
const LIMIT = 6

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= 200

/** What was searched for on this device, the latest first. It never leaves the device. */
export function readRecentSearches(): string[] {
  return readList(KEY, isText)
}

export function rememberSearch(words: string): void {
  const text = words.trim()
  const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  if (text) writeList(KEY, withNewest(readRecentSearches(), text, LIMIT, isSame))
}

export function forgetSearches(): void {
  writeList(KEY, [])
}
