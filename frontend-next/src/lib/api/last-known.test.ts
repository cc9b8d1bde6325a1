import { expect, it, vi } from "vitest"

import { orLastKnown } from "@/lib/api/last-known"

const body = (answer: Response) => answer.json() as Promise<unknown>

it.each([
  ["cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
  ["fails", () => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 }))],
])("answers what was said last while the API %s", async (_how, fail) => {
  const address = `http://api/${_how}`
  await orLastKnown(address, () => Promise.resolve(Response.json({ name: "Lamp" })))
  await orLastKnown(address, () => Promise.resolve(Response.json({ name: "Moss lamp" })))

  const answer = await orLastKnown(address, fail)

  expect(answer.status).toBe(200)
  expect(await body(answer)).toEqual({ name: "Moss lamp" })
})

it("has nothing to say of what was never read, or is gone", async () => {
  const fail = () => Promise.reject(new TypeError("fetch failed"))
  await expect(orLastKnown("http://api/never", fail)).rejects.toThrow("fetch failed")

  await orLastKnown("http://api/gone", () => Promise.resolve(Response.json({ name: "Lamp" })))
  await orLastKnown("http://api/gone", () => Promise.resolve(new Response(null, { status: 404 })))
  await expect(orLastKnown("http://api/gone", fail)).rejects.toThrow("fetch failed")
})

it("reads an answer once while its tag stays the same", async () => {
  const answer = () => Response.json({ name: "Lamp" }, { headers: { ETag: '"1"' } })
  await orLastKnown("http://api/same", () => Promise.resolve(answer()))
  const second = answer()
  const clone = vi.spyOn(second, "clone")
  await orLastKnown("http://api/same", () => Promise.resolve(second))
  expect(clone).not.toHaveBeenCalled()
})
