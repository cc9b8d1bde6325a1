import { createHash, randomUUID } from "node:crypto"
import { z } from "zod"

import { revived, type Kept } from "@/front/kept"
import { currentMoment } from "@/lib/staleness"

/** The little that is asked of the store which all servers of a storefront share. */
export type Store = {
  get(key: string): Promise<Buffer | null>
  getAll(keys: string[]): Promise<(string | null)[]>
  set(key: string, value: Buffer | string, seconds: number): Promise<unknown>
  count(key: string): Promise<number>
  publish(channel: string, message: string): Promise<unknown>
  /** `onGap` is called when messages may have been missed. */
  subscribe(channel: string, onMessage: (message: string) => void, onGap: () => void): void
}

type Options = {
  store: Store
  /** Servers of one shop. */
  scope: string
  /** Pages name files of the build they come from. */
  build: string
  onTold: (tags: string[]) => void
  onGap: () => void
}

/** What was told outlives every page that was kept before it. */
const PAGE_SECONDS = 12 * 3600
const TOLD_SECONDS = 24 * 3600

const metaSchema = z.object({
  headers: z.record(z.string(), z.string()),
  etag: z.string(),
  tags: z.array(z.string()),
  moment: z.number(),
  until: z.number(),
})
const newsSchema = z.object({ from: z.string(), moment: z.number(), tags: z.array(z.string()) })

/**
 * Pages and news that several servers share. Moments are counted by the store: a page is good as long as none of its
 * tags was told at a later moment than the one that its server knew of when the rendering began.
 */
export class Sharing {
  readonly #options: Options
  readonly #name = randomUUID()
  #moment = 0

  constructor(options: Options) {
    this.#options = options
    const hear = (message: string) => this.#hear(message)
    options.store.subscribe(this.#key("news"), hear, options.onGap)
  }

  /** To be remembered with what is begun now. */
  get moment(): number {
    return this.#moment
  }

  async read(key: string): Promise<Kept | null> {
    const since = currentMoment()
    const value = await this.#options.store.get(this.#pageKey(key)).catch(() => null)
    if (!value) return null
    const length = value.readUInt32BE(0)
    const meta = metaSchema.parse(JSON.parse(value.toString("utf8", 4, 4 + length)))
    const kept = revived({ ...meta, brotli: value.subarray(4 + length), since })
    const told = await this.#options.store.getAll(meta.tags.map((tag) => this.#key(`told:${tag}`)))
    if (told.some((moment) => Number(moment ?? 0) > meta.moment)) kept.toldAt = 1
    return kept
  }

  write(key: string, { headers, etag, tags, until, brotli }: Kept, moment: number): void {
    const meta = Buffer.from(JSON.stringify({ headers, etag, tags, until, moment }))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(meta.length)
    const value = Buffer.concat([length, meta, brotli])
    this.#options.store.set(this.#pageKey(key), value, PAGE_SECONDS).catch(() => undefined)
  }

  /** Tells all others. What is not written down fails, so that it is told again. */
  async tell(tags: string[]): Promise<void> {
    const { store } = this.#options
    const moment = await store.count(this.#key("moment"))
    await Promise.all(tags.map((tag) => store.set(this.#key(`told:${tag}`), String(moment), TOLD_SECONDS)))
    await store.publish(this.#key("news"), JSON.stringify({ from: this.#name, moment, tags }))
  }

  #hear(message: string): void {
    const { from, moment, tags } = newsSchema.parse(JSON.parse(message))
    this.#moment = moment
    if (from !== this.#name) this.#options.onTold(tags)
  }

  #pageKey(key: string): string {
    const name = createHash("sha256").update(key).digest("base64url")
    return this.#key(`${this.#options.build}:${name}`)
  }

  #key(name: string): string {
    return `heron:pages:${this.#options.scope}:${name}`
  }
}
