/** Values up to a number of bytes; beyond it those leave that were not read for longest. */
export class Memory<Value extends { bytes: number }> {
  readonly #values = new Map<string, Value>()
  readonly #most: number
  #bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  get bytes(): number {
    return this.#bytes
  }

  read(key: string): Value | undefined {
    const value = this.#values.get(key)
    if (!value) return undefined
    this.#values.delete(key)
    this.#values.set(key, value)
    return value
  }

  /** One that takes a tenth of the room by itself is not kept at all. */
  write(key: string, value: Value): void {
    this.drop(key)
    if (value.bytes > this.#most / 10) return
    this.#values.set(key, value)
    this.#bytes += value.bytes
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= this.#most) return
      this.drop(oldest)
    }
  }

  drop(key: string): void {
    this.#bytes -= this.#values.get(key)?.bytes ?? 0
    this.#values.delete(key)
  }

  values(): Iterable<Value> {
    return this.#values.values()
  }
}
