import { beforeEach, expect, it, vi } from "vitest"

import { findListing } from "@/features/catalogue/queries"
import { parseListing } from "@/features/catalogue/listing-state"

const SCOPE = { locale: "en", currency: "EUR" }

function answer(...degraded: boolean[]) {
  const fetcher = vi.fn<(request: Request | string, options?: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(Response.json({ results: [], engine: { is_degraded: degraded.shift() } })),
  )
  vi.stubGlobal("fetch", fetcher)
  return fetcher
}

const isKept = ([, options]: [unknown, RequestInit?]) => options?.cache === "force-cache"

beforeEach(() => {
  vi.stubEnv("API_URL", "http://api.example")
})

it("keeps the answer of a search that works", async () => {
  const fetcher = answer(false)
  await findListing(SCOPE, parseListing({ page: "2" }))
  expect(fetcher.mock.calls.map(isKept)).toEqual([true])
})

it("does not serve a kept answer of reduced features: it asks anew and keeps nothing", async () => {
  const fetcher = answer(true, false)
  const found = await findListing(SCOPE, parseListing({ page: "3" }))
  expect(fetcher.mock.calls.map(isKept)).toEqual([true, false])
  expect(found?.engine.is_degraded).toBe(false)
})
