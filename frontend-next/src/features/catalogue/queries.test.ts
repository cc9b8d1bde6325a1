import { beforeEach, expect, it, vi } from "vitest"

import { findListing, readListing } from "@/features/catalogue/queries"
import { parseListing } from "@/features/catalogue/listing-state"

const SCOPE = { locale: "en", currency: "EUR" }

function answer(...degraded: boolean[]) {
  const fetcher = vi.fn<(request: Request | string, options?: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(Response.json({ results: [], engine: { is_degraded: degraded.shift() } })),
  )
  vi.stubGlobal("fetch", fetcher)
  return fetcher
}

const isKept = ([asked]: [unknown, RequestInit?]) => asked instanceof Request

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

it("reads of categories that a form sent without scripts the innermost", async () => {
  const node = (slug: string, ...children: unknown[]) => ({ slug, children })
  const tree = [node("living", node("rugs", node("runners"))), node("kitchen")]
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ results: tree })))
  const state = await readListing({ category: ["living", "runners", "kitchen"] }, "en")
  expect(state.choices.category).toEqual(["runners", "kitchen"])
})

it("asks for no tree where one category is chosen", async () => {
  const fetcher = answer()
  expect((await readListing({ category: "rugs" }, "en")).choices.category).toEqual(["rugs"])
  expect(fetcher).not.toHaveBeenCalled()
})
