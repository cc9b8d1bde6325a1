import { beforeEach, expect, it, vi } from "vitest"

import { POST } from "@/app/api/slot-counts/route"
import { tellCounts } from "@/lib/slot-counts"

const jar = vi.hoisted(() => new Map<string, { value: string }>())

vi.mock("next/headers", () => ({ cookies: () => Promise.resolve(jar) }))

const tell = (body: unknown, agent = "Mozilla/5.0") =>
  POST(
    new Request("http://shop.example/api/slot-counts", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "User-Agent": agent },
    }),
  )

const fetcher = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubEnv("API_URL", "http://api.example")
  vi.stubEnv("SITE_URL", "http://shop.example")
  vi.stubEnv("REVALIDATE_SECRET", "a secret of sufficient length for tests")
  jar.set("heron_memory", { value: "yes" })
  fetcher.mockReset().mockImplementation(() => Promise.resolve(new Response(null, { status: 204 })))
  vi.stubGlobal("fetch", fetcher)
})

it("gathers what many readers saw into one request", async () => {
  for (let reader = 0; reader < 3; reader += 1) await tell({ receipt: "a", type: "shown" })
  await tell({ receipt: "a", type: "clicked" })
  expect((await tell({ receipt: "b", type: "shown" })).status).toBe(204)
  expect(fetcher).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(5000)
  expect(fetcher).toHaveBeenCalledTimes(1)
  const [url, init] = fetcher.mock.calls[0] ?? []
  expect(url).toBe("http://api.example/api/v1/content/slot-counts/")
  expect(JSON.parse(init?.body as string)).toEqual({
    counts: [
      { receipt: "a", shown: 3, clicked: 1 },
      { receipt: "b", shown: 1, clicked: 0 },
    ],
  })
})

it("counts nobody who has not agreed, and no machine", async () => {
  await tell({ receipt: "a", type: "shown" }, "Mozilla/5.0 (compatible; Googlebot/2.1)")
  jar.set("heron_memory", { value: "no" })
  await tell({ receipt: "a", type: "shown" })
  jar.clear()
  expect((await tell({ receipt: "a", type: "shown" })).status).toBe(204)
  await tellCounts()
  expect(fetcher).not.toHaveBeenCalled()
})

it.each(["{", "", { receipt: "a", type: "bought" }, { receipt: "x".repeat(161), type: "shown" }])(
  "refuses %o",
  async (body) => {
    expect((await tell(body)).status).toBe(400)
  },
)
