import { afterEach, beforeEach, expect, it, vi } from "vitest"

import { Line } from "@/features/assistant/line"
import { say } from "@/features/assistant/saying"
import type { Heard } from "@/features/assistant/talk"
import { chatMessage } from "@/testing/chat"

class FakeSocket {
  static all: FakeSocket[] = []
  onopen: () => void = () => undefined
  onmessage: (event: { data: string }) => void = () => undefined
  onclose: (event: { code: number }) => void = () => undefined
  sent: unknown[] = []
  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.onclose({ code: 1000 })
  }
  tell(...frames: object[]) {
    for (const frame of frames) this.onmessage({ data: JSON.stringify(frame) })
  }
}

const ASKED = { text: "lamps", key: "4f1d2c3b" }
const QUESTION = { seq: 1, type: "question", message: chatMessage({ id: "msg_1", role: "person" }) }
const DELTA = { seq: 2, type: "delta", text: "Two lamps." }
const ANSWER = { seq: 3, type: "answer", message: chatMessage({ id: "msg_2", number: 2 }) }
const STAFF = chatMessage({ id: "msg_3", number: 3, role: "staff", text: "Hello." })

let line: Line
let asked: string[]
let answers: Record<string, () => Response>
let live: boolean[]
let told: string[]

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, "random").mockReturnValue(0.5)
  FakeSocket.all = []
  asked = []
  live = []
  told = []
  answers = {
    ticket: () =>
      Response.json({ ticket: `t${String(asked.length)}`, url: "ws://live.example/ws/chat/chat_1/" }),
  }
  vi.stubGlobal("WebSocket", FakeSocket)
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address.replace("/api/assistant/sessions/chat_1/", ""))
    const name = Object.keys(answers).find((each) => address.includes(each))
    return name ? Promise.resolve(answers[name]?.()) : Promise.reject(new TypeError("offline"))
  })
  line = new Line("en", "chat_1", {
    onLive: (isLive) => live.push(isLive),
    onMessage: ({ text }) => told.push(text),
    onTyping: () => told.push("typing"),
    lastNumber: () => 2,
  })
})

afterEach(() => {
  line.close()
  vi.useRealTimers()
})

async function nextSocket(ms = 0): Promise<FakeSocket> {
  await vi.advanceTimersByTimeAsync(ms)
  const socket = FakeSocket.all.at(-1)
  if (!socket) throw new Error("No socket was opened.")
  socket.onopen()
  socket.tell({ type: "ready" })
  return socket
}

function saying(): { heard: Heard["type"][]; done: Promise<unknown> } {
  const heard: Heard["type"][] = []
  const done = say("en", "chat_1", ASKED, ({ type }) => heard.push(type), line).catch(
    (error: unknown) => error,
  )
  return { heard, done }
}

it("hears what others say and that they write, behind the last message it knows", async () => {
  const socket = await nextSocket()
  socket.tell({ seq: 1, type: "typing" }, { seq: 1, type: "message", message: STAFF })
  expect(socket.sent).toEqual([{ ticket: "t1", after: 2 }])
  expect(told).toEqual(["typing", "Hello."])
  expect(live).toEqual([true])
})

it("says something over the socket and hears the answer", async () => {
  const socket = await nextSocket()
  const { heard, done } = saying()
  socket.tell(QUESTION, DELTA, ANSWER)
  await done
  expect(socket.sent.at(-1)).toEqual({ type: "say", ...ASKED })
  expect(heard).toEqual(["question", "delta", "answer"])
  expect(asked).toEqual(["ticket?locale=en"])
})

it("goes on by HTTP where it breaks, hears nothing twice, and comes back", async () => {
  const socket = await nextSocket()
  const { heard, done } = saying()
  const rest = [DELTA, ANSWER].map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join("")
  answers.stream = () => new Response(rest, { headers: { "Content-Type": "text/event-stream" } })
  socket.tell(QUESTION, DELTA)
  socket.onclose({ code: 1006 })
  await vi.advanceTimersByTimeAsync(0)
  await done
  expect(heard).toEqual(["question", "delta", "answer"])
  expect(asked[1]).toBe("stream?locale=en&message=msg_1&after=2")
  expect((await nextSocket(2_000)).sent).toEqual([{ ticket: "t3", after: 2 }])
  expect(live).toEqual([true, false, true])
})

it("waits for the answer to what was said before it broke, and says it once", async () => {
  const socket = await nextSocket()
  const { heard, done } = saying()
  let tries = 0
  answers.messages = () =>
    (tries += 1) === 1
      ? Response.json({ code: "conversation_busy", detail: "" }, { status: 409 })
      : Response.json([QUESTION, ANSWER])
  socket.onclose({ code: 1006 })
  await vi.advanceTimersByTimeAsync(10)
  await done
  expect(heard).toEqual(["question", "answer"])
})

it("knows that a person will answer", async () => {
  const socket = await nextSocket()
  const { heard, done } = saying()
  socket.tell(QUESTION, { seq: 2, type: "waits" })
  await done
  expect(heard).toEqual(["question", "waits"])
})

it("tells what is refused as HTTP does", async () => {
  const socket = await nextSocket()
  const { heard, done } = saying()
  socket.tell({ seq: 1, type: "problem", problem: { code: "conversation_archived", detail: "" } })
  expect(await done).toMatchObject({ problem: { code: "conversation_archived" } })
  expect(heard).toEqual([])
})

it("says nothing with keys that may have changed, and comes back with new ones", async () => {
  await nextSocket()
  line.renew()
  expect(line.say(ASKED)).toBeNull()
  await nextSocket()
  expect(line.say(ASKED)).not.toBeNull()
})

it("says every few seconds that something is being written", async () => {
  const socket = await nextSocket()
  line.typing()
  line.typing()
  await vi.advanceTimersByTimeAsync(3_100)
  line.typing()
  expect(socket.sent.slice(1)).toEqual([{ type: "typing" }, { type: "typing" }])
})

it("leaves a shop without sockets in peace", async () => {
  line.close()
  answers.ticket = () => Response.json({ ticket: "t", url: null })
  line = new Line("en", "chat_1", {
    onLive: (isLive) => live.push(isLive),
    onMessage: () => undefined,
    onTyping: () => undefined,
    lastNumber: () => 0,
  })
  await vi.advanceTimersByTimeAsync(600_000)
  expect(FakeSocket.all).toEqual([])
  expect(asked.length).toBe(1)
})
