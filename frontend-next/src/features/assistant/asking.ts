import type { Offer } from "@/features/assistant/offers"
import type { Opened, Problem } from "@/features/assistant/talk"
import type { ChatMessage, ChatSession } from "@/lib/api/types"

/** The assistant did not do what was asked of it. Without a network there is no code. */
export class RefusedError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
  }
}

export function openAssistant(locale: string): Promise<Opened> {
  return read("", { locale })
}

export function listSessions(locale: string): Promise<ChatSession[]> {
  return read("/sessions", { locale })
}

export function readMessages(locale: string, session: string): Promise<ChatMessage[]> {
  return read(`/sessions/${session}/messages`, { locale })
}

export async function readOffers(locale: string, slugs: string[]): Promise<Offer[]> {
  return read("/products", { locale }, slugs)
}

export async function beginSession(locale: string, consent: boolean): Promise<string> {
  const answer = await write("/sessions", locale, { consent })
  return ((await answer.json()) as { session: string }).session
}

export async function react(locale: string, answer: string, reaction: string, reason = ""): Promise<void> {
  await write(`/messages/${answer}/reaction`, locale, { reaction, reason })
}

async function read<T>(place: string, query: Record<string, string>, slugs: string[] = []): Promise<T> {
  const search = new URLSearchParams(query)
  for (const slug of slugs) search.append("slug", slug)
  return (await (await send(`${place}?${String(search)}`)).json()) as T
}

export function write(place: string, locale: string, body: object, accept = "*/*"): Promise<Response> {
  const init = { method: "POST", body: JSON.stringify(body), headers: { Accept: accept } }
  return send(`${place}?locale=${locale}`, init)
}

export async function send(place: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(`/api/assistant${place}`, init).catch(() => null)
  if (answer?.ok) return answer
  throw new RefusedError(await problemOf(answer))
}

async function problemOf(answer: Response | null): Promise<Problem> {
  const body = (await answer?.json().catch(() => null)) as Partial<Problem> | null | undefined
  return { code: body?.code ?? "", detail: body?.detail ?? "" }
}
