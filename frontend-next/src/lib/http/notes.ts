import { currentRequest } from "@/lib/http/answer-status"

/** What a page is made of, noted while it is rendered to be kept. */
export type Notes = {
  /** The names under which what it shows is told to be out of date. */
  tags: Set<string>
  /** Something of it was read from memory because the API did not answer. */
  isAway: boolean
  /** Something of it was read that nobody tells of when it changes. */
  isUntold: boolean
  /** The currencies that the channel offers, its own one first. */
  currencies: string[]
}

/** Names the notes of a page that is rendered to be kept. Only this process knows the names. */
export const RENDERING_HEADER = "x-heron-rendering"

/** Pages and the start of the server are bundled apart; what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { heronNotes?: Map<string, Notes> }

const open = (shared.heronNotes ??= new Map<string, Notes>())

export function openNotes(name: string): Notes {
  const notes: Notes = { tags: new Set(), isAway: false, isUntold: false, currencies: [] }
  open.set(name, notes)
  return notes
}

export function closeNotes(name: string): void {
  open.delete(name)
}

export function isNoted(name: string | string[] | undefined): boolean {
  return typeof name === "string" && open.has(name)
}

export function noteTags(tags: string[]): void {
  const notes = current()
  for (const tag of tags) notes?.tags.add(tag)
}

export function noteAway(): void {
  const notes = current()
  if (notes) notes.isAway = true
}

export function noteUntold(): void {
  const notes = current()
  if (notes) notes.isUntold = true
}

export function noteCurrencies(currencies: string[]): void {
  const notes = current()
  if (notes) notes.currencies = currencies
}

function current(): Notes | undefined {
  const name = currentRequest()?.headers[RENDERING_HEADER]
  return typeof name === "string" ? open.get(name) : undefined
}
