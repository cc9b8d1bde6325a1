import { write } from "@/features/assistant/asking"
import type { Frame } from "@/features/assistant/frames"
import type { Ears, Ticket, Told } from "@/features/assistant/line-words"
import { Speech } from "@/features/assistant/speech"
import type { Asked } from "@/features/assistant/talk"

const SECOND = 1000
/** A server that says nothing for as long is gone, whatever the network believes. */
const SILENCE_MS = 60 * SECOND
const LONGEST_PAUSE_MS = 300 * SECOND
/** So often somebody who goes on writing says so. */
const TYPING_MS = 3 * SECOND
const [RESTARTING, RENEWAL] = [1012, 4409]

/** A socket of one conversation, opened again after every break. While there is none, others have to be asked. */
export class Line {
  private socket: WebSocket | undefined
  private speech: Speech | undefined
  private isReady = false
  private isStale = false
  private failures = 0
  private quietUntil = 0
  /** Grows with each connection: what began before it is over. */
  private turn = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private silence: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly locale: string,
    private readonly session: string,
    private readonly ears: Ears,
  ) {
    this.later(0)
  }

  /** Says something and tells its frames; null while nothing can be said. Throws when the line breaks on the way. */
  say(asked: Asked): AsyncGenerator<Frame, undefined> | null {
    if (!this.isReady || this.isStale || this.speech || !this.socket) return null
    this.speech = new Speech()
    this.socket.send(JSON.stringify({ type: "say", ...asked }))
    return this.listen(this.speech)
  }

  /** Lets people of the shop see that something is being written. */
  typing(): void {
    if (!this.isReady || Date.now() < this.quietUntil) return
    this.quietUntil = Date.now() + TYPING_MS
    this.socket?.send('{"type":"typing"}')
  }

  /** Comes back with other keys: those of a cart may have changed elsewhere. What is being said is heard first. */
  renew(): void {
    this.isStale = true
    if (!this.speech) this.later(0)
  }

  close(): void {
    clearTimeout(this.timer)
    this.leave()
  }

  private async *listen(speech: Speech): AsyncGenerator<Frame, undefined> {
    try {
      yield* speech.listen()
    } finally {
      this.speech = undefined
      if (this.isStale) this.later(0)
    }
  }

  private later(pause: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.connect(), pause)
  }

  private leave(): void {
    this.turn += 1
    clearTimeout(this.silence)
    const left = this.socket
    this.socket = undefined
    left?.close()
    this.end()
  }

  /** Nothing more is heard of this connection. */
  private end(): void {
    if (this.isReady) this.ears.onLive(false)
    this.isReady = false
    this.speech?.break()
  }

  private async connect(): Promise<void> {
    this.leave()
    const mine = this.turn
    try {
      const answer = await write(`/sessions/${this.session}/ticket`, this.locale, {})
      const { ticket, url } = (await answer.json()) as Ticket
      if (mine === this.turn && url) this.open(url, ticket)
    } catch {
      if (mine === this.turn) this.again()
    }
  }

  private open(url: string, ticket: string): void {
    const opened = new WebSocket(url)
    this.socket = opened
    this.isStale = false
    this.listenForSilence(opened)
    opened.onopen = () => {
      opened.send(JSON.stringify({ ticket, after: this.ears.lastNumber() }))
    }
    opened.onmessage = ({ data }) => {
      this.listenForSilence(opened)
      if (this.socket === opened) this.hear(JSON.parse(String(data)) as Told)
    }
    opened.onclose = ({ code }) => {
      if (this.socket !== opened) return
      this.socket = undefined
      clearTimeout(this.silence)
      this.end()
      if (code === RESTARTING || code === RENEWAL) this.later(Math.random() * 5 * SECOND)
      else this.again()
    }
  }

  private hear(told: Told): void {
    if (told.type === "ready") {
      this.isReady = true
      this.failures = 0
      this.ears.onLive(true)
    } else if (told.type === "typing") this.ears.onTyping()
    else if (told.type === "message") this.ears.onMessage(told.message)
    else if (told.type !== "beat" && this.speech) {
      const { has_new_cart: owesCart, ...frame } = told
      this.speech.hear(owesCart ? ({ ...frame, owes_cart: true } as Frame) : frame)
    }
  }

  private listenForSilence(opened: WebSocket): void {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => opened.close(), SILENCE_MS)
  }

  /** Tries again after a pause that doubles each time, and is nobody else's. */
  private again(): void {
    this.failures += 1
    this.later(Math.min(SECOND * 2 ** this.failures, LONGEST_PAUSE_MS) * (0.5 + Math.random()))
  }
}
