import { RefusedError, send, write } from "@/features/assistant/asking"
import { readFrames, type Frame } from "@/features/assistant/frames"
import type { Asked, Heard } from "@/features/assistant/talk"

const EVENTS = "text/event-stream"
/** How long it is waited before the rest is asked for: at once first, then for longer and longer. */
const PAUSES_MS = [0, 1000, 3000, 6000]

type Hear = (heard: Heard) => void
type Place = { locale: string; session: string; asked: Asked }

/** What was heard so far; whatever comes again is left out. */
type Progress = { message: string; seq: number; isOver: boolean }

/** Says something, and tells what is heard until the answer is there, also across breaks of the connection. */
export async function say(locale: string, session: string, asked: Asked, hear: Hear): Promise<void> {
  const place = { locale, session, asked }
  const answer = await write(`/sessions/${session}/messages`, locale, asked, EVENTS)
  if (!answer.headers.get("content-type")?.startsWith(EVENTS)) {
    for (const heard of (await answer.json()) as Heard[]) hear(heard)
    return
  }
  const progress = { message: "", seq: 0, isOver: false }
  await listen(place, answer, progress, hear)
  for (const pause of PAUSES_MS) {
    if (progress.isOver) return
    if (!progress.message) throw new RefusedError({ code: "", detail: "" })
    await new Promise((resolve) => setTimeout(resolve, pause))
    await hearRest(place, progress, hear)
  }
  if (!progress.isOver) throw new RefusedError({ code: "", detail: "" })
}

async function hearRest(place: Place, progress: Progress, hear: Hear): Promise<void> {
  const { message, seq } = progress
  const query = new URLSearchParams({ locale: place.locale, message, after: String(seq) })
  const rest = await send(`/sessions/${place.session}/stream?${String(query)}`).catch(() => null)
  if (!rest) return
  const isWhole = await listen(place, rest, progress, hear)
  // A stream that ends without a break or a word more has nothing to tell: a person of the shop will answer.
  if (isWhole && progress.seq === seq) progress.isOver = true
}

/** Hears one connection to its end. Whether it ended by itself. */
async function listen(place: Place, { body }: Response, progress: Progress, hear: Hear): Promise<boolean> {
  try {
    for await (const frame of readFrames(body ?? new ReadableStream()))
      await take(place, frame, progress, hear)
    return true
  } catch (error) {
    if (error instanceof RefusedError) throw error
    return false
  }
}

async function take(place: Place, frame: Frame, progress: Progress, hear: Hear): Promise<void> {
  if (frame.seq <= progress.seq) return
  progress.seq = frame.seq
  if (frame.type === "question") progress.message = frame.message.id
  if (frame.type === "answer" && frame.owes_cart) await fetchCart(place)
  progress.isOver ||= frame.type === "answer" || frame.type === "problem"
  hear(frame)
}

/** The same message again changes nothing; its answer in one piece brings the cart's cookie. */
async function fetchCart({ locale, session, asked }: Place): Promise<void> {
  await write(`/sessions/${session}/messages`, locale, asked)
}
