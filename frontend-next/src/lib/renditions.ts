import type { Image } from "@/lib/api/types"

/** Both sides of nearly every picture of a product, in pixels. */
export const SQUARE = 960

/** The widths of the renditions that nearly every product picture has. */
export const USUAL_WIDTHS = [480, 960]

/** The address of the same picture in another width: the back end ends its names with it. */
export function atWidth(url: string, width: number): string {
  return url.replace(/-\d+(\.\w+)$/, `-${String(width)}$1`)
}

/** Another picture's address as it is written beside the first one's: most lie in the folder next to it. */
export function writeBeside(first: string, other: string): string {
  const place = shelfOf(first)
  return place && other.startsWith(place) ? other.replace(place, "../") : other
}

/** The address that was written beside the first one's. */
export function readBeside(first: string, written: string): string {
  return written.replace(/^\.\.\//, shelfOf(first))
}

/** An address without its last two parts. */
function shelfOf(url: string): string {
  return /^(.*\/)[^/]+\/[^/]+$/.exec(url)?.[1] ?? ""
}

/** What the browser chooses from; nothing where there is no choice. */
export function sourceSet(sources: Image["sources"]): string | undefined {
  return sources.map(({ url, width }) => `${url} ${String(width)}w`).join(", ") || undefined
}
