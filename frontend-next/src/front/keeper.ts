import type { Asked } from "@/front/asked"
import {
  isGood,
  isShownMeanwhile,
  keptFrom,
  keyOf,
  markTold,
  mayBeKept,
  putOff,
  type Kept,
} from "@/front/kept"
import { Memory } from "@/front/memory"
import type { Render, Rendered } from "@/front/rendering"
import { onTold } from "@/lib/staleness"

/** Where other servers of the storefront keep the same answers. */
export type Elsewhere = {
  moment: number
  read(key: string): Promise<Kept | null>
  write(key: string, kept: Kept, moment: number): void
}

export type Found =
  | { kept: Kept; state: "hit" | "stale" | "miss" }
  /** Rendered just now, and for nobody else. */
  | { rendered: Rendered }

type Before = { old: Kept | undefined; moment: number }

type Options = { bytes: number; render: Render; elsewhere: Elsewhere | null }

/** Nobody waits longer for a new answer while there is an old one. */
const PATIENCE_MS = 2000

/**
 * Keeps answers, and has each made by one rendering at a time. Half of the room is for plain addresses, of which
 * there are as many as the shop has pages: whoever makes up addresses pushes out others that are made up.
 */
export class Keeper {
  readonly #plain: Memory<Kept>
  readonly #others: Memory<Kept>
  readonly #flights = new Map<string, Promise<Found>>()
  readonly #render: Render
  readonly #elsewhere: Elsewhere | null
  #currencies: string[] = []

  constructor({ bytes, render, elsewhere }: Options) {
    this.#plain = new Memory(bytes / 2)
    this.#others = new Memory(bytes / 2)
    this.#render = render
    this.#elsewhere = elsewhere
    onTold(() => this.#mark())
  }

  /** An answer that is there is given at once, and not as a promise. */
  find(asked: Asked): Found | Promise<Found> {
    const key = this.#key(asked)
    const kept = this.#memory(asked).read(key)
    if (!kept) return this.#once(key, () => this.#fetch(key, asked))
    const now = Date.now()
    if (isGood(kept, now)) return { kept, state: "hit" }
    if (now < kept.retryAt) return { kept, state: "stale" }
    const renewal = this.#once(key, () => this.#make(asked))
    if (!isShownMeanwhile(kept, now)) return Promise.race([renewal, later({ kept, state: "stale" })])
    renewal.catch(() => undefined)
    return { kept, state: "stale" }
  }

  async #fetch(key: string, asked: Asked): Promise<Found> {
    const kept = await this.#elsewhere?.read(key).catch(() => null)
    if (!kept) return this.#make(asked)
    this.#memory(asked).write(key, kept)
    return isGood(kept, Date.now()) ? { kept, state: "hit" } : this.#make(asked)
  }

  async #make(asked: Asked): Promise<Found> {
    const old = this.#memory(asked).read(this.#key(asked))
    const moment = this.#elsewhere?.moment ?? 0
    try {
      return await this.#keep(asked, await this.#render(asked), { old, moment })
    } catch (error) {
      if (!old) throw error
      putOff(old)
      return { kept: old, state: "stale" }
    }
  }

  /** While the API is away, what was kept stays. What is gone, or leads elsewhere, is kept no longer. */
  async #keep(asked: Asked, rendered: Rendered, { old, moment }: Before): Promise<Found> {
    const key = this.#key(asked)
    if (rendered.notes.currencies.length > 0) this.#currencies = rendered.notes.currencies
    if (old && (rendered.notes.isAway || rendered.status >= 500)) {
      putOff(old)
      return { kept: old, state: "stale" }
    }
    this.#memory(asked).drop(key)
    if (!mayBeKept(rendered)) return { rendered }
    const kept = await keptFrom(rendered)
    // The rendering may have been the first to say which currencies there are.
    const place = this.#key(asked)
    this.#memory(asked).write(place, kept)
    if (asked.isPlain) this.#elsewhere?.write(place, kept, moment)
    return { kept, state: "miss" }
  }

  async #once(key: string, make: () => Promise<Found>): Promise<Found> {
    const flight = this.#flights.get(key) ?? make()
    this.#flights.set(key, flight)
    try {
      return await flight
    } finally {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    }
  }

  /** Whether prices of an answer are in the channel's own currency, in which everybody begins. */
  isOwnCurrency({ currency }: Asked): boolean {
    return this.#effective(currency) === ""
  }

  #effective(currency: string): string {
    const [own, ...offered] = this.#currencies
    if (own === undefined) return currency
    return currency !== own && offered.includes(currency) ? currency : ""
  }

  #key(asked: Asked): string {
    return keyOf(asked, this.#effective(asked.currency))
  }

  #memory({ isPlain }: Asked): Memory<Kept> {
    return isPlain ? this.#plain : this.#others
  }

  #mark(): void {
    const now = Date.now()
    for (const memory of [this.#plain, this.#others]) {
      for (const kept of memory.values()) markTold(kept, now)
    }
  }
}

function later(found: Found): Promise<Found> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(found), PATIENCE_MS).unref()
  })
}
