import { RefusedError, send, write } from "@/features/assistant/asking"
import { readFrames, type Frame } from "@/features/assistant/frames"
import type { Line } from "@/features/assistant/line"
import { isLast } from "@/features/assistant/speech"
import type { Asked, Heard, Problem } from "@/features/assistant/talk"

const EVENTS = "text/event-stream"
/** How long it is waited before the rest is asked for: at once first, then for longer and longer. */
const PAUSES_MS = [0, 1000, 3000, 6000]

type Hear = (heard: Heard) => void
type Place = { locale: string; session: string; asked: Asked }

/** What was heard so far; whatever comes again is left out. */
type Progress = { message: string; seq: number; isOver: boolean }

/**
 * Says something over the line, or by HTTP where there is none, and tells what is heard until the answer is there, also
 * across breaks of the connection.
 */
export async function say(
  locale: string,
  session: string,
  asked: Asked,
  hear: Hear,
  line?: Pick<Line, "say">,
): Promise<void> {
  const place = { locale, session, asked }
  const progress = { message: "", seq: 0, isOver: false }
  const frames = line?.say(asked)
  if (frames) await listen(place, frames, progress, hear)
  if (!progress.message) {
    const answer = await post(place, frames ? PAUSES_MS : [])
    if (!answer.headers.get("content-type")?.startsWith(EVENTS)) {
      for (const heard of (await answer.json()) as Heard[]) hear(heard)
      return
    }
    await listen(place, framesOf(answer), progress, hear)
  }
  for (const pause of PAUSES_MS) {
    if (progress.isOver) return
    if (!progress.message) throw new RefusedError({ code: "", detail: "" })
    await new Promise((resolve) => setTimeout(resolve, pause))
    await hearRest(place, progress, hear)
  }
  if (!progress.isOver) throw new RefusedError({ code: "", detail: "" })
}

/** What was said already over a line that broke is being answered: then the answer is waited for. */
async function post(place: Place, [pause, ...later]: number[]): Promise<Response> {
  try {
    return await write(`/sessions/${place.session}/messages`, place.locale, place.asked, EVENTS)
  } catch (error) {
    const isBusy = error instanceof RefusedError && error.problem.code === "conversation_busy"
    if (!isBusy || pause === undefined) throw error
    await new Promise((resolve) => setTimeout(resolve, pause))
    return post(place, later)
  }
}

function framesOf({ body }: Response): AsyncIterable<Frame> {
  return readFrames(body ?? new ReadableStream())
}

async function hearRest(place: Place, progress: Progress, hear: Hear): Promise<void> {
  const { message, seq } = progress
  const query = new URLSearchParams({ locale: place.locale, message, after: String(seq) })
  const rest = await send(`/sessions/${place.session}/stream?${String(query)}`).catch(() => null)
  if (!rest) return
  const isWhole = await listen(place, framesOf(rest), progress, hear)
  // A stream that ends without a break or a word more has nothing to tell: a person of the shop will answer.
  if (isWhole && progress.seq === seq) progress.isOver = true
}

/** Hears one connection to its end. Whether it ended by itself. */
async function listen(
  place: Place,
  frames: AsyncIterable<Frame>,
  progress: Progress,
  hear: Hear,
): Promise<boolean> {
  try {
    for await (const frame of frames) await take(place, frame, progress, hear)
    return true
  } catch (error) {
    if (error instanceof RefusedError) throw error
    return false
  }
}

async function take(place: Place, frame: Frame, progress: Progress, hear: Hear): Promise<void> {
  if (frame.seq <= progress.seq) return
  if (frame.type === "problem" && !progress.message) throw refusalOf(frame.problem)
  progress.seq = frame.seq
  if (frame.type === "question") progress.message = frame.message.id
  if (frame.type === "answer" && frame.owes_cart) await fetchCart(place)
  progress.isOver ||= isLast(frame)
  hear(frame)
}

/** What a line refuses was not said. Where it only has no room, it can be said by HTTP. */
function refusalOf(problem: Problem): Error {
  return problem.code === "temporarily_unavailable" ? new Error(problem.code) : new RefusedError(problem)
}

/** The same message again changes nothing; its answer in one piece brings the cart's cookie. */
async function fetchCart({ locale, session, asked }: Place): Promise<void> {
  await write(`/sessions/${session}/messages`, locale, asked)
}
