import { createHash } from "node:crypto"

import type { Asked } from "@/front/asked"
import { packed } from "@/front/packing"
import type { Rendered } from "@/front/rendering"
import { isStale } from "@/lib/staleness"

/** An answer that is kept, packed once. */
export type Kept = {
  brotli: Buffer
  /** The same for readers that know no brotli; made for the first of them. */
  gzip?: Buffer
  headers: Record<string, string>
  etag: string
  tags: string[]
  /** The moment at which its rendering began. */
  since: number
  /** When it is looked at again, though nothing was told. */
  until: number
  /** When one of its tags was told; 0 while none was. */
  toldAt: number
  /** Before this a renewal is not tried again. */
  retryAt: number
  bytes: number
}

/** What nobody tells of may be a little old, and no more. */
const UNTOLD_SECONDS = 5

/** As everywhere in the storefront: whatever is forgotten is read again after a minute. */
const SECONDS = 60

/** Whether an answer may be shown to anybody else. */
export function mayBeKept({ status, headers, notes }: Rendered): boolean {
  const isPage = /^text\/(?:html|x-component)/.test(headers["content-type"] ?? "")
  return status === 200 && isPage && !notes.isAway && headers["set-cookie"] === undefined
}

export async function keptFrom(rendered: Rendered): Promise<Kept> {
  const { body, headers, notes, since } = rendered
  const brotli = await packed(body)
  const seconds = notes.isUntold ? UNTOLD_SECONDS : SECONDS
  const etag = createHash("sha256").update(body).digest("base64url").slice(0, 22)
  return revived({ brotli, headers, etag, tags: [...notes.tags], since, until: Date.now() + seconds * 1000 })
}

/** A kept answer as it begins in this process; it may have become stale on its way. */
export function revived(parts: Pick<Kept, "brotli" | "headers" | "etag" | "tags" | "since" | "until">): Kept {
  const toldAt = isStale(parts.tags, parts.since) ? Date.now() : 0
  return { ...parts, toldAt, retryAt: 0, bytes: bytesOf(parts) }
}

/** With room for the larger packing beside. */
function bytesOf({ brotli, tags }: Pick<Kept, "brotli" | "tags">): number {
  return Math.ceil(brotli.length * 2.3) + 50 * tags.length + 2000
}

/** So long after it was told, an old answer is shown while the new one is made; later readers wait for the new one. */
const GRACE_MS = 1000

/** So long after its time an answer that nothing was told of is shown while it is looked at again. */
const OVERTIME_MS = 600_000

/** After a renewal that failed. */
const PAUSE_MS = 5000

export function isGood({ toldAt, until }: Kept, now: number): boolean {
  return toldAt === 0 && now < until
}

export function isShownMeanwhile({ toldAt, until, retryAt }: Kept, now: number): boolean {
  return now < retryAt || (toldAt === 0 ? now < until + OVERTIME_MS : now < toldAt + GRACE_MS)
}

/** What is told from now on makes it stale, unless something did before. */
export function markTold(kept: Kept, now: number): void {
  if (kept.toldAt === 0 && isStale(kept.tags, kept.since)) kept.toldAt = now
}

export function putOff(kept: Kept): void {
  kept.retryAt = Date.now() + PAUSE_MS
}

/** What tells one answer from another; the currency is one that the channel offers, or none for its own. */
export function keyOf({ address, parts }: Asked, currency: string): string {
  return [address, currency, ...Object.entries(parts).map((part) => part.join(":"))].join("\n")
}
