import type { Heard } from "@/features/assistant/talk"

/** What is heard while a message is being answered. Each has a number, by which one goes on after a break. */
export type Frame = Heard & { seq: number }

const END = "\n\n"
const DATA = "data: "

/** Frames as they come in, in whatever pieces they come. */
export async function* readFrames<F extends { seq: number } = Frame>(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<F, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ""
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const events = (rest + decoder.decode(value, { stream: true })).split(END)
      rest = events.pop() ?? ""
      for (const event of events) {
        const data = event.split("\n").find((line) => line.startsWith(DATA))
        if (data) yield JSON.parse(data.slice(DATA.length)) as F
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

export function writeFrame(frame: { seq: number }): string {
  return `${DATA}${JSON.stringify(frame)}${END}`
}
