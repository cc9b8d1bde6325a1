import { beforeEach, describe, expect, it, vi } from "vitest"

import { refreshTokens } from "@/lib/session/refresh"

const TOKENS = { access: "a2", refresh: "r2", access_expires_in: 900 }

function answerWith(...answers: (() => Response | Promise<Response>)[]) {
  const fetcher = vi.fn(() => {
    const next = answers.length > 1 ? answers.shift() : answers[0]
    return Promise.resolve(next ? next() : Response.error())
  })
  vi.stubGlobal("fetch", fetcher)
  return fetcher
}

const json =
  (body: object, status = 200) =>
  () =>
    Response.json(body, { status })

let token = 0

beforeEach(() => {
  token += 1
})

describe("refreshTokens", () => {
  it("exchanges a token once for all requests that arrive together", async () => {
    const fetcher = answerWith(json(TOKENS))
    const outcomes = await Promise.all([1, 2, 3].map(() => refreshTokens(`together-${String(token)}`)))
    expect(outcomes).toEqual([TOKENS, TOKENS, TOKENS])
    expect(fetcher).toHaveBeenCalledTimes(1)
  })

  it("answers a late request that still carries the old token", async () => {
    const fetcher = answerWith(json(TOKENS), json({ status: 401, code: "refresh_token_reused" }, 401))
    await refreshTokens(`late-${String(token)}`)
    expect(await refreshTokens(`late-${String(token)}`)).toEqual(TOKENS)
    expect(fetcher).toHaveBeenCalledTimes(1)
  })

  it("says when the API no longer accepts the token", async () => {
    answerWith(json({ status: 401, code: "session_ended", detail: "" }, 401))
    expect(await refreshTokens(`ended-${String(token)}`)).toBe("rejected")
  })

  it.each([429, 500, 503])("leaves the session alone when the API answers %d", async (status) => {
    answerWith(json({ status, code: "busy", detail: "" }, status))
    await expect(refreshTokens(`busy-${String(token)}-${String(status)}`)).rejects.toThrow("busy")
  })

  it("asks again after the API could not be reached", async () => {
    const fetcher = answerWith(() => Promise.reject(new TypeError("refused")), json(TOKENS))
    await expect(refreshTokens(`down-${String(token)}`)).rejects.toThrow("unavailable")
    expect(await refreshTokens(`down-${String(token)}`)).toEqual(TOKENS)
    expect(fetcher).toHaveBeenCalledTimes(2)
  })
})
