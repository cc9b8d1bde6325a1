import "server-only"

import { getMessages } from "next-intl/server"

import type { Ticket } from "@/features/assistant/line-words"
import { getAssistant } from "@/features/assistant/queries"
import type { Asked, Heard, Opened } from "@/features/assistant/talk"
import { mayHaveTalked, rememberTalker, type Talker } from "@/features/assistant/talker"
import { unwrap } from "@/lib/api/client"
import { ProblemError, toProblem } from "@/lib/api/problem"
import type { ChatMessage, ChatSession, ChatTemplate } from "@/lib/api/types"
import { rememberCart } from "@/lib/session/session"

const DAY_MS = 24 * 60 * 60 * 1000
const LATEST = 100
const LISTED = 20

/** What the dialog needs: the assistant, its words, and the conversation of today if there is one. */
export async function openAssistant(talker: Talker, currency: string): Promise<Opened> {
  const { locale } = talker.query
  const [assistant, words] = await Promise.all([getAssistant(locale), getMessages({ locale })])
  if (!assistant) throw new ProblemError({ status: 404, code: "assistant_off", detail: "", errors: [] })
  const [templates, latest] = await Promise.all([
    listTemplates(talker),
    mayHaveTalked().then(async (may) => (may ? (await listSessions(talker, 1))[0] : undefined)),
  ])
  const opened = { assistant, currency, templates, words: { assistant: words.assistant, price: words.price } }
  if (!latest || !isOfToday(latest)) return { ...opened, messages: [] }
  return { ...opened, session: latest.id, messages: await readMessages(talker, latest.id) }
}

/** Without them one begins with words of one's own. */
async function listTemplates({ api, query }: Talker): Promise<ChatTemplate[]> {
  const found = await unwrap(api.GET("/api/v1/chatbot/templates/", { params: { query } })).catch(() => null)
  return found?.results ?? []
}

export async function listSessions({ api, query, header }: Talker, size = LISTED): Promise<ChatSession[]> {
  const params = { query: { ...query, page_size: size }, header }
  return (await unwrap(api.GET("/api/v1/chatbot/sessions/", { params }))).results
}

/** The latest messages of a conversation, in their order. */
export async function readMessages({ api, query, header }: Talker, id: string): Promise<ChatMessage[]> {
  const path = { session_id: id }
  const session = await unwrap(
    api.GET("/api/v1/chatbot/sessions/{session_id}/", { params: { path, query, header } }),
  )
  const page = Math.max(Math.ceil(session.message_count / LATEST), 1)
  const params = { path, header, query: { ...query, page, page_size: LATEST } }
  return (await unwrap(api.GET("/api/v1/chatbot/sessions/{session_id}/messages/", { params }))).results
}

/** `consent` is what the shopper agreed to: that carts and orders are put down to the conversation. */
export async function beginSession(
  { api, query, header }: Talker,
  body: { consent: boolean },
): Promise<{ session: string }> {
  const begun = await unwrap(api.POST("/api/v1/chatbot/sessions/", { params: { query, header }, body }))
  await rememberTalker(begun.token)
  return { session: begun.id }
}

/** What opens one socket of a conversation, which is at the same host as all others. */
export async function issueTicket(
  { api, query, header }: Talker,
  id: string,
  liveUrl: string | undefined,
): Promise<Ticket> {
  const params = { path: { session_id: id }, query, header }
  const { ticket, path } = await unwrap(api.POST("/api/v1/chatbot/sessions/{session_id}/ticket/", { params }))
  return { ticket, url: liveUrl ? new URL(path, liveUrl).href : null }
}

/** Says something and waits for the whole answer. */
export async function say({ api, query, header }: Talker, id: string, asked: Asked): Promise<Heard[]> {
  const params = { path: { session_id: id }, query, header }
  const turn = await unwrap(
    api.POST("/api/v1/chatbot/sessions/{session_id}/messages/", { params, body: asked }),
  )
  if (typeof turn === "string") throw toProblem(turn, 502)
  await rememberCart(turn.cart_token ?? undefined)
  const question = { type: "question" as const, message: turn.question }
  return turn.answer ? [question, { type: "answer", message: turn.answer }] : [question]
}

export type Reacted = { reaction: "" | "up" | "down"; reason: string }

export async function react({ api, query, header }: Talker, answer: string, body: Reacted): Promise<void> {
  const params = { path: { answer_id: answer }, query, header }
  await unwrap(api.POST("/api/v1/chatbot/messages/{answer_id}/react/", { params, body }))
}

function isOfToday({ state, updated_at: updatedAt }: ChatSession): boolean {
  return state === "active" && Date.now() - Date.parse(updatedAt) < DAY_MS
}
