import { beforeEach, expect, it, vi } from "vitest"

import { RefusedError } from "@/features/assistant/asking"
import { writeFrame, type Frame } from "@/features/assistant/frames"
import { say } from "@/features/assistant/saying"
import type { Heard } from "@/features/assistant/talk"
import { chatMessage } from "@/testing/chat"

const ASKED = { text: "lamps", key: "4f1d2c3b" }
const QUESTION = { seq: 1, type: "question", message: chatMessage({ id: "msg_1", role: "person" }) } as const
const TOOL = { seq: 2, type: "tool", name: "search_products" } as const
const DELTA = { seq: 3, type: "delta", text: "Zwei Lämpchen." } as const
const ANSWER = { seq: 4, type: "answer", message: chatMessage({ id: "msg_2", number: 2 }) } as const

let asked: { address: string; accept: unknown }[]
let answers: (() => Response)[]

beforeEach(() => {
  asked = []
  answers = []
  vi.stubGlobal("fetch", (address: string, init?: RequestInit) => {
    asked.push({ address, accept: new Headers(init?.headers).get("accept") })
    const next = answers.shift()
    return next ? Promise.resolve(next()) : Promise.reject(new TypeError("offline"))
  })
})

/** A connection on which these frames come, in small pieces, and that is cut or ends. */
function stream(frames: Frame[], isCut = false): () => Response {
  const bytes = new TextEncoder().encode(frames.map(writeFrame).join(""))
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
    bytes.slice(index * 7, index * 7 + 7),
  )
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift()
      if (piece) controller.enqueue(piece)
      else if (isCut) controller.error(new TypeError("cut"))
      else controller.close()
    },
  })
  return () => new Response(body, { headers: { "Content-Type": "text/event-stream" } })
}

async function heardOf(): Promise<Heard["type"][]> {
  const heard: Heard["type"][] = []
  await say("en", "chat_1", ASKED, ({ type }) => heard.push(type))
  return heard
}

it("tells what is heard while the answer is made, in whatever pieces it comes", async () => {
  answers = [stream([QUESTION, TOOL, DELTA, ANSWER])]
  expect(await heardOf()).toEqual(["question", "tool", "delta", "answer"])
  expect(asked).toEqual([
    { address: "/api/assistant/sessions/chat_1/messages?locale=en", accept: "text/event-stream" },
  ])
})

it("goes on after a break with what was not heard yet, and hears nothing twice", async () => {
  answers = [stream([QUESTION, TOOL], true), stream([TOOL, DELTA, ANSWER])]
  expect(await heardOf()).toEqual(["question", "tool", "delta", "answer"])
  expect(asked[1]?.address).toBe("/api/assistant/sessions/chat_1/stream?locale=en&message=msg_1&after=2")
})

it("waits for nothing when a person will answer", async () => {
  answers = [stream([QUESTION]), stream([])]
  expect(await heardOf()).toEqual(["question"])
})

it("takes an answer in one piece", async () => {
  answers = [() => Response.json([QUESTION, ANSWER])]
  expect(await heardOf()).toEqual(["question", "answer"])
})

it("fetches the key of a cart that was made on the way before it tells of the change", async () => {
  answers = [stream([QUESTION, { ...ANSWER, owes_cart: true }]), () => Response.json([])]
  expect(await heardOf()).toEqual(["question", "answer"])
  expect(asked.map(({ accept }) => accept)).toEqual(["text/event-stream", "*/*"])
})

it("says that it failed when nothing came back", async () => {
  answers = [stream([], true)]
  await expect(heardOf()).rejects.toThrow(RefusedError)
})
