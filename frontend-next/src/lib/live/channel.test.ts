import { afterEach, beforeEach, expect, it, vi } from "vitest"

import { POLL_MS, subscribe } from "@/lib/live/channel"
import type { Heard } from "@/lib/live/message"

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
  say(frame: object) {
    this.onmessage({ data: JSON.stringify(frame) })
  }
}

const READY = { type: "ready", last_id: 7, gap: false }
const shipped = (id: number) => ({ type: "message", id, topic: "order:R-1", kind: "order.changed", body: {} })
const kindsOf = (heard: Heard[]) => heard.map((each) => ("id" in each ? each.id : each.kind))

let stop: () => void
let heard: Heard[]
let asked: { address: string; body: Record<string, unknown> }[]
let messages: object
let recent: object[]

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, "random").mockReturnValue(0.5)
  FakeSocket.all = []
  heard = []
  asked = []
  messages = { messages: [], last_id: 7, gap: false }
  recent = []
  vi.stubGlobal("WebSocket", FakeSocket)
  vi.stubGlobal("fetch", (address: string, { body }: { body: string }) => {
    asked.push({ address, body: JSON.parse(body) as Record<string, unknown> })
    const ticket = { ticket: `t${String(asked.length)}`, last_id: 7, recent, url: "ws://live.example/ws/" }
    return Promise.resolve(Response.json(address.endsWith("ticket") ? ticket : messages))
  })
  stop = subscribe(["order:R-1"], (each) => heard.push(each))
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

async function nextSocket(ms = 60): Promise<FakeSocket> {
  await vi.advanceTimersByTimeAsync(ms)
  const socket = FakeSocket.all.at(-1)
  if (!socket) throw new Error("No socket was opened.")
  socket.onopen()
  return socket
}

it("shows a ticket, and hears what is about its topics", async () => {
  const socket = await nextSocket()
  expect(socket.sent).toEqual([{ ticket: "t1", after: 7 }])
  socket.say(READY)
  socket.say(shipped(8))
  socket.say({ ...shipped(9), topic: "product:prod_1" })
  expect(kindsOf(heard)).toEqual(["resync", 8])
})

it("hears what was told of a product while the page that shows it was kept", async () => {
  stop()
  const sold = { ...shipped(5), topic: "product:prod_1", kind: "stock.changed" }
  recent = [sold]
  stop = subscribe(["product:prod_1"], (each) => heard.push(each))
  const socket = await nextSocket()
  expect(heard).toEqual([sold])
  expect(socket.sent).toEqual([{ ticket: "t1", after: 7 }])
  socket.say(READY)
  expect(kindsOf(heard)).toEqual([5, "resync"])
})

it("comes back with the last id it heard and another ticket, and misses nothing", async () => {
  const socket = await nextSocket()
  socket.say(READY)
  socket.say(shipped(8))
  socket.onclose({ code: 1006 })
  const next = await nextSocket(2_100)
  expect(next.sent).toEqual([{ ticket: "t2", after: 8 }])
  next.say({ ...READY, last_id: 9 })
  next.say(shipped(9))
  expect(kindsOf(heard)).toEqual(["resync", 8, 9])
})

it("reads everything anew after a gap", async () => {
  const socket = await nextSocket()
  socket.say(READY)
  socket.say({ ...READY, last_id: 90, gap: true })
  expect(heard).toEqual([
    { kind: "resync", isFirst: true },
    { kind: "resync", isFirst: false },
  ])
})

it("comes back at a moment of its own when the server restarts", async () => {
  const socket = await nextSocket()
  socket.say(READY)
  socket.onclose({ code: 1012 })
  await vi.advanceTimersByTimeAsync(4_900)
  expect(FakeSocket.all).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(FakeSocket.all).toHaveLength(2)
})

it("asks for messages where sockets fail", async () => {
  ;(await nextSocket()).onclose({ code: 1006 })
  ;(await nextSocket(2_100)).onclose({ code: 1006 })
  messages = { messages: [shipped(8)], last_id: 8, gap: false }
  await vi.advanceTimersByTimeAsync(4_100)
  expect(asked.at(-1)).toEqual({ address: "/api/live/messages", body: { topics: ["order:R-1"], after: 7 } })
  expect(kindsOf(heard)).toEqual(["resync", 8])
  messages = { messages: [shipped(9)], last_id: 9, gap: false }
  await vi.advanceTimersByTimeAsync(POLL_MS + 100)
  expect(asked.at(-1)?.body).toEqual({ topics: ["order:R-1"], after: 8 })
  expect(kindsOf(heard)).toEqual(["resync", 8, 9])
})

it("takes a server that says nothing for a minute for gone", async () => {
  const socket = await nextSocket()
  socket.say(READY)
  await vi.advanceTimersByTimeAsync(59_000)
  socket.say({ type: "beat" })
  await vi.advanceTimersByTimeAsync(59_000)
  expect(FakeSocket.all).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(FakeSocket.all).toHaveLength(2)
})

it("gives up what it may not hear", async () => {
  stop()
  vi.stubGlobal("fetch", () => {
    asked.push({ address: "", body: {} })
    return Promise.resolve(new Response("{}", { status: 404 }))
  })
  stop = subscribe(["order:R-2"], (each) => heard.push(each))
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toHaveLength(1)
  expect(FakeSocket.all).toHaveLength(0)
})
