const reported = new Set<string>()

/**
 * A block that this build does not know, because an editor uses what is newer, is left out: the rest of the page
 * still stands. Each kind is told once to the log of the server.
 */
export function reportUnknown(block: never): null {
  const { type } = block as { type?: unknown }
  const name = typeof type === "string" ? type.slice(0, 60) : "?"
  if (!reported.has(name) && reported.size < 100) {
    reported.add(name)
    console.warn(`This storefront knows no block "${name}" and leaves it out.`)
  }
  return null
}
