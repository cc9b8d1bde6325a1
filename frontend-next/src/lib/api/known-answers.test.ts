import { expect, it, vi } from "vitest"

import { knownAnswer } from "@/lib/api/known-answers"
import { tellStale } from "@/lib/staleness"

const KEEPING = { tags: ["product:lamp"], seconds: 60 }
const AT_ONCE = { tags: ["product:lamp"], seconds: 0 }

const body = (answer: Response) => answer.json() as Promise<unknown>
const saying = (name: string) => () => Promise.resolve(Response.json({ name }))

it("asks once until the time is over or a tag is told", async () => {
  const ask = vi.fn(saying("Lamp"))
  await Promise.all([1, 2, 3].map(() => knownAnswer("http://api/once", KEEPING, ask)))
  tellStale(["product:rug"])
  await knownAnswer("http://api/once", KEEPING, ask)
  expect(ask).toHaveBeenCalledTimes(1)

  tellStale(["product:lamp"])
  const answer = await knownAnswer("http://api/once", KEEPING, saying("Moss lamp"))
  expect(await body(answer)).toEqual({ name: "Moss lamp" })

  vi.useFakeTimers({ now: Date.now() + 61_000 })
  const later = await knownAnswer("http://api/once", KEEPING, saying("Fern lamp"))
  expect(await body(later)).toEqual({ name: "Fern lamp" })
  vi.useRealTimers()
})

it("does not take for new what was asked for before the change", async () => {
  let answer: (response: Response) => void = () => undefined
  const before = knownAnswer("http://api/race", KEEPING, () => new Promise<Response>((r) => (answer = r)))
  tellStale(["product:lamp"])
  const after = await knownAnswer("http://api/race", KEEPING, saying("new"))
  answer(Response.json({ name: "old" }))
  expect(await body(await before)).toEqual({ name: "old" })
  expect(await body(after)).toEqual({ name: "new" })
  expect(await body(await knownAnswer("http://api/race", KEEPING, saying("newest")))).toEqual({
    name: "newest",
  })
})

it.each([
  ["cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
  ["fails", () => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 }))],
])("answers what was said last while the API %s", async (how, fail) => {
  const address = `http://api/${how}`
  await knownAnswer(address, AT_ONCE, saying("Lamp"))
  await knownAnswer(address, AT_ONCE, saying("Moss lamp"))

  const answer = await knownAnswer(address, AT_ONCE, fail)

  expect(answer.status).toBe(200)
  expect(await body(answer)).toEqual({ name: "Moss lamp" })
})

it("has nothing to say of what was never read, or is gone", async () => {
  const fail = () => Promise.reject(new TypeError("fetch failed"))
  await expect(knownAnswer("http://api/never", AT_ONCE, fail)).rejects.toThrow("fetch failed")

  await knownAnswer("http://api/gone", AT_ONCE, saying("Lamp"))
  const gone = await knownAnswer("http://api/gone", AT_ONCE, () =>
    Promise.resolve(new Response("{}", { status: 404 })),
  )
  expect(gone.status).toBe(404)
  await expect(knownAnswer("http://api/gone", AT_ONCE, fail)).rejects.toThrow("fetch failed")
})

it("shows the API the tag of what it knows, and believes that it still holds", async () => {
  const tagged = () => Promise.resolve(Response.json({ name: "Lamp" }, { headers: { ETag: '"1"' } }))
  await knownAnswer("http://api/same", AT_ONCE, tagged)
  const ask = vi.fn(() => Promise.resolve(new Response(null, { status: 304 })))
  const answer = await knownAnswer("http://api/same", AT_ONCE, ask)
  expect(ask).toHaveBeenCalledWith('"1"')
  expect(await body(answer)).toEqual({ name: "Lamp" })
})
