import { beforeEach, expect, it, vi } from "vitest"

import { POST } from "@/app/api/live/ticket/route"

const { getCredentials, findOrderKey } = vi.hoisted(() => ({
  getCredentials: vi.fn(),
  findOrderKey: vi.fn(),
}))
vi.mock("@/lib/session/session", () => ({ getCredentials }))
vi.mock("@/lib/session/order-access", () => ({ findOrderKey }))

const TICKET = { ticket: "t", expires_in: 30, topics: [], last_id: 7, recent: [] }
let bodies: { topics: string[]; token?: string; signedIn: boolean }[]

beforeEach(() => {
  bodies = []
  getCredentials.mockResolvedValue({ accessToken: "a" })
  findOrderKey.mockResolvedValue({ token: "key" })
})

function answering(statuses: number[]) {
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    const body = JSON.parse(init.body as string) as { topics: string[]; token?: string }
    bodies.push({ ...body, signedIn: new Headers(init.headers).has("Authorization") })
    const status = statuses.shift() ?? 200
    return Promise.resolve(
      Response.json(status === 200 ? TICKET : { status, code: "no", detail: "" }, { status }),
    )
  })
}

function ask(body: unknown) {
  return POST(new Request("http://localhost/api/live/ticket", { method: "POST", body: JSON.stringify(body) }))
}

it("shows what opens a guest's order on this device", async () => {
  answering([200])
  const answer = await ask({ topics: ["order:R-1", "person"] })
  expect(await answer.json()).toEqual({ ticket: "t", last_id: 7, recent: [], url: null })
  expect(bodies).toEqual([{ topics: ["order:R-1", "person"], token: "key", signedIn: true }])
})

it("lets a page listen on when the session has ended", async () => {
  answering([401, 200])
  expect((await ask({ topics: ["order:R-1", "person"] })).status).toBe(200)
  expect(bodies.at(-1)).toEqual({ topics: ["order:R-1"], token: "key", signedIn: false })
})

it("passes refusals on, and asks nothing that makes no sense", async () => {
  answering([401])
  expect((await ask({ topics: ["person"] })).status).toBe(401)
  expect((await ask({ topics: [] })).status).toBe(400)
  expect(bodies).toHaveLength(1)
})
