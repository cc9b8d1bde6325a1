import { beforeEach, describe, expect, it, vi } from "vitest"

import { POST } from "@/app/api/search-events/route"

const jar = vi.hoisted(() => new Map<string, { value: string }>())

vi.mock("next/headers", () => ({ cookies: () => Promise.resolve(jar) }))

const EVENT = {
  consent: true,
  search_id: "7b0a4e4e-4a4b-4a0f-9a52-0f7a1f6f7d10",
  receipt: "signed",
  type: "click",
  product_id: "prod_1",
  position: 3,
}

const tell = (body: unknown) =>
  POST(
    new Request("http://shop.example/api/search-events", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  )

const fetcher = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()

beforeEach(() => {
  vi.stubEnv("API_URL", "http://api.example")
  vi.stubEnv("SITE_URL", "http://shop.example")
  vi.stubEnv("REVALIDATE_SECRET", "a secret of sufficient length for tests")
  jar.clear()
  jar.set("heron_memory", { value: "yes" })
  fetcher.mockReset().mockImplementation(() => Promise.resolve(new Response(null, { status: 204 })))
  vi.stubGlobal("fetch", fetcher)
})

describe("search events", () => {
  it("are passed on as they came, for a shopper who agreed", async () => {
    expect((await tell(EVENT)).status).toBe(204)
    const [url, init] = fetcher.mock.calls[0] ?? []
    expect(url).toBe("http://api.example/api/v1/search/events/")
    expect(JSON.parse(init?.body as string)).toEqual(EVENT)
  })

  it.each(["no", undefined])("go nowhere when the shopper's answer is %s", async (answer) => {
    jar.clear()
    if (answer) jar.set("heron_memory", { value: answer })
    expect((await tell(EVENT)).status).toBe(204)
    expect(fetcher).not.toHaveBeenCalled()
  })

  it.each<[string, unknown]>([
    ["no JSON", "{"],
    ["an empty body", ""],
    ["no consent", { ...EVENT, consent: false }],
    ["an unknown type", { ...EVENT, type: "purchase" }],
    ["a search without a name of its own", { ...EVENT, search_id: "1" }],
    ["a place before the first", { ...EVENT, position: 0 }],
    ["a receipt of any length", { ...EVENT, receipt: "x".repeat(2001) }],
    ["more than an event can be", `${" ".repeat(5000)}${JSON.stringify(EVENT)}`],
  ])("with %s are refused", async (_, body) => {
    expect((await tell(body)).status).toBe(400)
    expect(fetcher).not.toHaveBeenCalled()
  })

  it("are lost without a word when the API refuses them or is away", async () => {
    fetcher.mockResolvedValueOnce(Response.json({ code: "invalid_receipt" }, { status: 400 }))
    expect((await tell(EVENT)).status).toBe(204)
    fetcher.mockRejectedValueOnce(new TypeError("fetch failed"))
    expect((await tell(EVENT)).status).toBe(204)
  })
})
