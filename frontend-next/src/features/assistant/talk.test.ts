import { expect, it } from "vitest"

import { goOn, startTalk, type Step, type Talk } from "@/features/assistant/talk"
import { chatMessage } from "@/testing/chat"

const ASKED = { text: "lamps", key: "4f1d2c3b" }
const SAID = chatMessage({ id: "msg_1", number: 1, role: "person", text: "lamps" })
const ANSWER = chatMessage({ id: "msg_2", number: 2, text: "Here:" })

function after(...steps: Step[]): Talk {
  const assistant = { name: "Reed", welcome: "", questions: [] }
  const begun = startTalk({ assistant, currency: "EUR", words: {} as never, messages: [], templates: [] })
  return steps.reduce(goOn, begun)
}

it("tells what is known of an answer until it is there", () => {
  const steps: Step[] = [
    { type: "asked", asked: ASKED },
    { type: "question", message: SAID },
    { type: "tool", name: "search_products" },
    { type: "delta", text: "I found " },
    { type: "delta", text: "two." },
  ]
  expect(after(...steps).pending).toEqual({ asked: ASKED, tool: "search_products", answer: "I found two." })
  expect(after(...steps, { type: "withdrawn" }).pending?.answer).toBe("")
  const talk = after(...steps, { type: "answer", message: ANSWER })
  expect(talk.pending).toBeNull()
  expect(talk.messages).toEqual([SAID, ANSWER])
})

it("shows a message once and in its place, however often it comes", () => {
  const talk = after(
    { type: "answer", message: ANSWER },
    { type: "question", message: SAID },
    { type: "answer", message: { ...ANSWER, text: "Here it is:" } },
  )
  expect(talk.messages.map(({ text }) => text)).toEqual(["lamps", "Here it is:"])
})

it("keeps what was asked when it failed", () => {
  const problem = { code: "throttled", detail: "Wait a minute." }
  const talk = after({ type: "asked", asked: ASKED }, { type: "problem", problem })
  expect(talk.failure).toEqual({ ...problem, asked: ASKED })
  expect(talk.pending).toBeNull()
})

it("waits no longer when nobody but a person of the shop answers", () => {
  const talk = after({ type: "asked", asked: ASKED }, { type: "question", message: SAID }, { type: "over" })
  expect(talk).toMatchObject({ pending: null, failure: null, messages: [SAID] })
})
