import { beforeEach, expect, it, vi } from "vitest"

import { findOrder, listOrders } from "@/features/orders/queries"

const jar = vi.hoisted(() => new Map<string, string>())

vi.mock("next/headers", () => ({
  cookies: () =>
    Promise.resolve({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: () => Promise.resolve(new Headers()),
}))

beforeEach(() => {
  jar.clear()
  jar.set("heron_access", "of a session that was ended elsewhere")
  vi.stubEnv("API_URL", "http://api.example")
  vi.stubGlobal("fetch", () =>
    Promise.resolve(Response.json({ status: 401, code: "session_ended", detail: "" }, { status: 401 })),
  )
})

it("finds no order for a session that was ended elsewhere", async () => {
  expect(await findOrder("R-AB12-CD34", "en", undefined)).toBeNull()
  expect(await listOrders("en")).toEqual([])
})
