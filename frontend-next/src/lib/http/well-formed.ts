/** A run of percent escapes, or a percent sign that begins none. */
const ESCAPES = /(?:%[0-9a-f]{2})+|%/gi

const CONTROL_CHARACTER = /%(?:[01][0-9a-f]|7f)/gi

/** What stands for a character nobody can read. */
const UNREADABLE = "%EF%BF%BD"

/**
 * The address with its path as every reader can decode it, so that a mangled link finds the page for missing things
 * and not a decoder's error. The query is left alone: its readers forgive.
 */
export function wellFormed(address: string): string {
  const end = address.search(/[?#]/)
  const path = end < 0 ? address : address.slice(0, end)
  return path.replace(ESCAPES, readable).replace(CONTROL_CHARACTER, UNREADABLE) + address.slice(path.length)
}

function readable(escapes: string): string {
  try {
    decodeURIComponent(escapes)
    return escapes
  } catch {
    return UNREADABLE
  }
}
