/** A part of the address as people write it. Next hands it over percent-encoded, and an Arabic slug is all percents. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
