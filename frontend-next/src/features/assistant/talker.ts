import "server-only"

import { cookies } from "next/headers"
import { z } from "zod"

import { routing, type Locale } from "@/i18n/routing"
import type { ApiClient } from "@/lib/api/client"
import { ProblemError, unavailable } from "@/lib/api/problem"
import { COOKIE_AGE, COOKIES, cookieOptions } from "@/lib/session/cookies"
import { asShopper, getChosenCurrency, isSignedIn } from "@/lib/session/session"

export type Talker = {
  api: ApiClient
  query: { locale: Locale; currency?: string | undefined }
  header: { "X-Chat-Token"?: string }
}

const HEADERS = { "Cache-Control": "private, no-store" }
const localeSchema = z.enum(routing.locales)

/** Answers in the name of whoever talks: somebody who is signed in, or the guest whose key is in the cookie. */
export async function answerTalker(
  request: Request,
  call: (talker: Talker) => Promise<unknown>,
): Promise<Response> {
  const locale = localeSchema.safeParse(new URL(request.url).searchParams.get("locale"))
  if (!locale.success) return refuse(400, "invalid")
  try {
    const [header, currency] = await Promise.all([chatHeader(), getChosenCurrency()])
    const talker = { query: { locale: locale.data, currency }, header }
    const answer = await asShopper((api) => call({ ...talker, api }))
    return answer instanceof Response ? answer : Response.json(answer ?? null, { headers: HEADERS })
  } catch (error) {
    const { problem } = error instanceof ProblemError ? error : unavailable(error)
    return refuse(problem.status, problem.code, problem.detail)
  }
}

/** Whether there can be a conversation at all. */
export async function mayHaveTalked(): Promise<boolean> {
  return (await isSignedIn()) || (await cookies()).has(COOKIES.chat)
}

/** Keeps a guest's key where no script can read it. */
export async function rememberTalker(token: string | null): Promise<void> {
  if (token) (await cookies()).set(COOKIES.chat, token, cookieOptions(COOKIE_AGE.chat))
}

/** The body of a request from our own pages. Throws a problem for anything else. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(await request.json())
  } catch {
    throw new ProblemError({ status: 400, code: "invalid", detail: "", errors: [] })
  }
}

async function chatHeader(): Promise<Talker["header"]> {
  const token = (await cookies()).get(COOKIES.chat)?.value
  return token ? { "X-Chat-Token": token } : {}
}

function refuse(status: number, code: string, detail = ""): Response {
  return Response.json({ code, detail }, { status, headers: HEADERS })
}
