import { beforeEach, expect, it, vi } from "vitest"

const SECRET = "a-secret-of-some-length"

const tellEverywhere = vi.hoisted(() => vi.fn<(tags: string[]) => Promise<void>>())

vi.mock("@/front/everywhere", () => ({ tellEverywhere }))

async function post(body: unknown, secret: string | null) {
  vi.stubEnv("REVALIDATE_SECRET", SECRET)
  const { POST } = await import("@/app/api/revalidate/route")
  const headers = new Headers(secret === null ? {} : { "X-Revalidate-Secret": secret })
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return POST(new Request("http://shop.test/api/revalidate", { method: "POST", headers, body: text }))
}

beforeEach(() => {
  tellEverywhere.mockReset().mockResolvedValue()
})

it("drops what changed at once, so that nobody sees the old copy", async () => {
  const answer = await post({ tags: ["page:/", "menus"] }, SECRET)
  expect(answer.status).toBe(200)
  expect(tellEverywhere.mock.calls).toEqual([[["page:/", "menus"]]])
})

it.each([null, "", "wrong", `${SECRET}x`])("refuses the secret %o", async (secret) => {
  const answer = await post({ tags: ["menus"] }, secret)
  expect(answer.status).toBe(403)
  expect(tellEverywhere).not.toHaveBeenCalled()
})

it.each([["{"], [{}], [{ tags: [] }], [{ tags: ["everything"] }], [{ tags: "menus" }]])(
  "refuses the body %o",
  async (body) => {
    const answer = await post(body, SECRET)
    expect(answer.status).toBe(400)
    expect(tellEverywhere).not.toHaveBeenCalled()
  },
)

it("asks to be told again while not every server can be reached", async () => {
  tellEverywhere.mockRejectedValue(new Error("no connection"))
  expect((await post({ tags: ["menus"] }, SECRET)).status).toBe(503)
})
