import { expect, it, vi } from "vitest"

import { askForShopper, learnShopper, readShopper } from "@/lib/shopper/store"

const ADA = {
  itemCount: 2,
  unreadCount: 1,
  isSignedIn: true,
  isReturning: true,
  isAway: false,
  country: null,
}

it("knows who is here from an answer of its own", async () => {
  const fetching = vi.fn(() => Promise.resolve(Response.json(ADA)))
  vi.stubGlobal("fetch", fetching)
  await askForShopper("de")
  expect(fetching).toHaveBeenCalledWith("/api/shopper?locale=de")
  expect(readShopper()).toEqual(ADA)
})

it("does not believe an answer that left before the latest news", async () => {
  let answer: (response: Response) => void = () => undefined
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => (answer = resolve)))
  const asked = askForShopper("en")
  learnShopper({ itemCount: 3 })
  answer(Response.json(ADA))
  await asked
  expect(readShopper().itemCount).toBe(3)
})

it.each([
  ["refuses", () => Promise.resolve(new Response(null, { status: 503 }))],
  ["is not there", () => Promise.reject(new TypeError("no connection"))],
])("says that the cart is away when the server %s, and keeps the count", async (_, fetching) => {
  learnShopper(ADA)
  vi.stubGlobal("fetch", fetching)
  await askForShopper("en")
  expect(readShopper()).toEqual({ ...ADA, isAway: true })
})
