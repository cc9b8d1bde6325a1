import { beforeEach, expect, it, vi } from "vitest"

import { asShopper, sessionApi } from "@/lib/session/session"

const jar = vi.hoisted(() => new Map<string, string>())

vi.mock("next/headers", () => ({
  cookies: () =>
    Promise.resolve({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: () => Promise.resolve(new Headers({ "x-forwarded-for": "203.0.113.7" })),
}))

function answer(...statuses: number[]) {
  const fetcher = vi.fn<(url: string, options: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(Response.json({}, { status: statuses.shift() ?? 200 })),
  )
  vi.stubGlobal("fetch", fetcher)
  return () => fetcher.mock.calls.map(([, { headers }]) => new Headers(headers))
}

beforeEach(() => {
  jar.clear()
  vi.stubEnv("API_URL", "http://api.example")
})

it("sends a guest's cart token, and never beside an access token", async () => {
  jar.set("heron_cart", "cart-token")
  const sent = answer()
  await (await sessionApi()).GET("/api/v1/cart/")
  jar.set("heron_access", "access-token")
  await (await sessionApi()).GET("/api/v1/cart/")
  const [guest, customer] = sent()
  expect([guest?.get("X-Cart-Token"), guest?.get("Authorization")]).toEqual(["cart-token", null])
  expect([customer?.get("X-Cart-Token"), customer?.get("Authorization")]).toEqual([
    null,
    "Bearer access-token",
  ])
  expect(sent().map((headers) => headers.get("X-Forwarded-For"))).toEqual(["203.0.113.7", "203.0.113.7"])
})

it("goes on as a guest where the session is over", async () => {
  jar.set("heron_access", "old")
  jar.set("heron_cart", "cart-token")
  const sent = answer(401)
  const { unwrap } = await import("@/lib/api/client")
  await asShopper((api) => unwrap(api.GET("/api/v1/cart/"))).catch(() => null)
  expect(sent()[1]?.get("X-Cart-Token")).toBe("cart-token")
  expect(sent()[1]?.get("Authorization")).toBeNull()
})
