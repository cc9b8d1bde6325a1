import { describe, expect, it, vi } from "vitest"

import { cachedApi, privateApi, unwrap, unwrapOrNull } from "@/lib/api/client"

function answering(body: unknown, status = 200) {
  const fetcher = vi.fn<typeof fetch>(() => Promise.resolve(Response.json(body, { status })))
  vi.stubGlobal("fetch", fetcher)
  return fetcher
}

describe("privateApi", () => {
  it("sends a body whole, with the shopper's credentials, and keeps nothing", async () => {
    const fetcher = answering({ id: "cart_1" })
    const api = privateApi({ cartToken: "t", accessToken: "a", forwardedFor: "203.0.113.7" })
    await unwrap(api.POST("/api/v1/cart/lines/", { body: { variant_id: "var_1", quantity: 2 } }))
    const [url, init] = fetcher.mock.calls[0] ?? []
    expect(url).toBe("http://127.0.0.1:8000/api/v1/cart/lines/")
    expect(init).toMatchObject({
      method: "POST",
      body: '{"variant_id":"var_1","quantity":2}',
      cache: "no-store",
    })
    const headers = new Headers(init?.headers)
    expect(headers.get("X-Cart-Token")).toBe("t")
    expect(headers.get("Authorization")).toBe("Bearer a")
    expect(headers.get("X-Forwarded-For")).toBe("203.0.113.7")
  })
})

describe("cachedApi", () => {
  it("keeps what it reads under its tags", async () => {
    const fetcher = answering({ results: [] })
    const query = { attributes: { "attr.colour": "moss,clay" }, locale: "en" }
    await unwrap(cachedApi(["products"], 60).GET("/api/v1/search/products/", { params: { query } }))
    const [request] = fetcher.mock.calls[0] ?? []
    expect(decodeURIComponent((request as Request).url)).toContain("attr.colour=moss,clay&locale=en")
    await unwrap(cachedApi(["products"], 60).GET("/api/v1/search/products/", { params: { query } }))
    expect(fetcher).toHaveBeenCalledTimes(1)
  })
})

describe("unwrapOrNull", () => {
  const read = () =>
    unwrapOrNull(privateApi().GET("/api/v1/products/{slug}/", { params: { path: { slug: "x" } } }))

  it("takes 404 for nothing", async () => {
    answering({ status: 404, code: "not_found", detail: "" }, 404)
    expect(await read()).toBeNull()
  })

  it("throws every other refusal", async () => {
    answering({ status: 500, code: "server_error", detail: "" }, 500)
    await expect(read()).rejects.toThrow("server_error")
  })

  it("says when nobody answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("refused")))
    await expect(read()).rejects.toThrow("503 unavailable")
  })
})
