import type { Messages } from "next-intl"

import type { Page } from "@/features/assistant/standing"
import type { AssistantSettings, ChatAction, ChatMessage, ChatTemplate } from "@/lib/api/types"

/** The same key again is the same message: however often it is sent, it is said once. */
export type Asked = { text: string; key: string; action?: ChatAction | undefined; page?: Page | undefined }

export type Problem = { code: string; detail: string }

/** What is heard while a message is being answered, in this order; an answer or a problem is the last. */
export type Heard =
  | { type: "question"; message: ChatMessage }
  | { type: "tool"; name: string }
  | { type: "delta"; text: string }
  | { type: "withdrawn" }
  /** `owes_cart`: a cart was made on the way, whose key has yet to be fetched. */
  | { type: "answer"; message: ChatMessage; owes_cart?: boolean }
  | { type: "problem"; problem: Problem }
  /** A person of the shop will answer. */
  | { type: "waits" }

export type Opened = {
  assistant: AssistantSettings
  /** That prices are shown in. */
  currency: string
  words: Pick<Messages, "assistant" | "price">
  session?: string
  messages: ChatMessage[]
  /** What a conversation can begin with. */
  templates: ChatTemplate[]
}

/** What was asked and is not answered yet, and what is known of the answer. */
export type Pending = { asked: Asked; tool: string; answer: string }

export type Talk = {
  session: string | undefined
  messages: ChatMessage[]
  pending: Pending | null
  failure: (Problem & { asked: Asked }) | null
}

export type Step =
  | { type: "asked"; asked: Asked }
  | { type: "failed"; problem: Problem }
  | { type: "opened"; session: string | undefined; messages: ChatMessage[] }
  | { type: "begun"; session: string }
  | { type: "over" }
  /** Somebody else has said something, or this was said in another tab. */
  | { type: "news"; message: ChatMessage }
  | Heard

export function startTalk({ session, messages }: Opened): Talk {
  return { session, messages, pending: null, failure: null }
}

/** How a conversation goes on. */
export function goOn(talk: Talk, step: Step): Talk {
  switch (step.type) {
    case "opened":
      return { session: step.session, messages: step.messages, pending: null, failure: null }
    case "begun":
      return { ...talk, session: step.session }
    case "asked":
      return { ...talk, pending: { asked: step.asked, tool: "", answer: "" }, failure: null }
    case "question":
      return { ...talk, messages: withMessage(talk.messages, step.message) }
    case "answer":
      return { ...talk, messages: withMessage(talk.messages, step.message), pending: null }
    case "news":
      return hearNews(talk, step.message)
    case "waits":
    case "over":
      return { ...talk, pending: null }
    case "failed":
    case "problem":
      return fail(talk, step.problem)
    default:
      return { ...talk, pending: talk.pending && hear(talk.pending, step) }
  }
}

/** An answer that comes another way first needs no waiting for. */
function hearNews(talk: Talk, message: ChatMessage): Talk {
  const messages = withMessage(talk.messages, message)
  return { ...talk, messages, pending: message.role === "assistant" ? null : talk.pending }
}

function hear(pending: Pending, heard: Extract<Heard, { type: "tool" | "delta" | "withdrawn" }>): Pending {
  if (heard.type === "tool") return { ...pending, tool: heard.name }
  return { ...pending, answer: heard.type === "delta" ? pending.answer + heard.text : "" }
}

function fail({ pending, ...talk }: Talk, { code, detail }: Problem): Talk {
  return { ...talk, pending: null, failure: pending && { code, detail, asked: pending.asked } }
}

/** Each message once and in its place, however often and from wherever it comes. */
function withMessage(messages: ChatMessage[], message: ChatMessage): ChatMessage[] {
  const others = messages.filter(({ id }) => id !== message.id)
  return [...others, message].sort((one, other) => one.number - other.number)
}
