import type { Frame } from "@/features/assistant/frames"

const LAST = ["answer", "problem", "waits"]

/** Nothing is told behind it. */
export function isLast(frame: Frame): boolean {
  return LAST.includes(frame.type)
}

/** What is told of one message over a line, in its order. */
export class Speech {
  private readonly frames: Frame[] = []
  private isBroken = false
  private wake: () => void = () => undefined

  hear(frame: Frame): void {
    this.frames.push(frame)
    this.wake()
  }

  /** Nothing more will come. */
  break(): void {
    this.isBroken = true
    this.wake()
  }

  /** Until the last frame; throws when the line breaks before. */
  async *listen(): AsyncGenerator<Frame, undefined> {
    for (;;) {
      const frame = this.frames.shift()
      if (frame) {
        yield frame
        if (isLast(frame)) return
      } else if (this.isBroken) throw new Error("The line is broken.")
      else await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }
}
