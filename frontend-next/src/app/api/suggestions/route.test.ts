import { beforeEach, describe, expect, it, vi } from "vitest"

import { GET } from "@/app/api/suggestions/route"
import { NO_SUGGESTIONS } from "@/features/search/suggestions"

const currency = vi.hoisted(() => vi.fn<() => Promise<string | undefined>>())

vi.mock("@/lib/session/session", () => ({ getChosenCurrency: currency }))

const euros = (amount: string) => ({ amount, currency: "EUR" })

const PRODUCT = {
  id: "prod_1",
  slug: "lattice-rug",
  name: "Lattice Rug",
  image: null,
  prices: {
    EUR: { from: euros("249.00"), to: euros("590.00"), compare_at: null, lowest_30_days: null },
    USD: { from: { amount: "269.00", currency: "USD" }, to: { amount: "600.00", currency: "USD" } },
  },
  highlighted: [{ text: "Lattice Rug", is_match: false }],
}

const ANSWER = {
  queries: [],
  products: [PRODUCT],
  categories: [
    { slug: "rugs", name: "Rugs", breadcrumb: [{ slug: "textiles", name: "Textiles" }], highlighted: [] },
  ],
  pages: [],
  corrected: null,
}

const ask = (query: string) => GET(new Request(`http://shop.example/api/suggestions?${query}`))

function answerWith(body: unknown, status = 200) {
  const fetcher = vi.fn<(url: string) => Promise<Response>>(() =>
    Promise.resolve(Response.json(body, { status })),
  )
  vi.stubGlobal("fetch", fetcher)
  return fetcher
}

beforeEach(() => {
  vi.stubEnv("API_URL", "http://api.example")
  vi.stubEnv("SITE_URL", "http://shop.example")
  vi.stubEnv("REVALIDATE_SECRET", "a secret of sufficient length for tests")
  currency.mockResolvedValue(undefined)
})

describe("suggestions", () => {
  it("are what the box needs and no more", async () => {
    const fetcher = answerWith(ANSWER)
    const answer = await ask("q=rug&locale=en")
    expect(answer.headers.get("Cache-Control")).toBe("private, max-age=30")
    const found = (await answer.json()) as { products: object[]; categories: object[] }
    expect(found.products).toMatchObject([{ slug: "lattice-rug", price: euros("249.00") }])
    expect(found.categories).toMatchObject([{ slug: "rugs", breadcrumb: ["Textiles"] }])
    expect(fetcher.mock.calls[0]?.[0]).toBe("http://api.example/api/v1/search/suggestions/?q=rug&locale=en")
  })

  it("are priced in the currency that was chosen, or not at all", async () => {
    answerWith(ANSWER)
    currency.mockResolvedValue("USD")
    expect(await (await ask("q=rug&locale=en")).json()).toMatchObject({
      products: [{ price: { amount: "269.00", currency: "USD" } }],
    })
    currency.mockResolvedValue("CHF")
    expect(await (await ask("q=rug&locale=en")).json()).toMatchObject({ products: [{ price: null }] })
  })

  it.each(["q=rug", "q=rug&locale=xx", `locale=en&q=${"x".repeat(101)}`])("refuse %s", async (query) => {
    const fetcher = answerWith(ANSWER)
    expect((await ask(query)).status).toBe(400)
    expect(fetcher).not.toHaveBeenCalled()
  })

  it("are none when the API is away", async () => {
    answerWith({ code: "search_unavailable" }, 503)
    const answer = await ask("q=rug&locale=en")
    expect(await answer.json()).toEqual(NO_SUGGESTIONS)
    expect(answer.headers.get("Cache-Control")).toBe("no-store")
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")))
    expect(await (await ask("q=rug&locale=en")).json()).toEqual(NO_SUGGESTIONS)
  })
})
