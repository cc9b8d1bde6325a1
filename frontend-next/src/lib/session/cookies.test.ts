import { afterEach, describe, expect, it, vi } from "vitest"

afterEach(() => vi.resetModules())

async function writtenWith(siteUrl: string) {
  vi.stubEnv("SITE_URL", siteUrl)
  vi.resetModules()
  const { writeTokens } = await import("@/lib/session/cookies")
  const set = vi.fn()
  writeTokens({ set }, { access: "a", refresh: "r", access_expires_in: 900 })
  return set.mock.calls
}

describe("writeTokens", () => {
  it("hides tokens from scripts and lets the access cookie go before its token does", async () => {
    const options = { httpOnly: true, sameSite: "lax", secure: true, path: "/" }
    expect(await writtenWith("https://shop.example")).toEqual([
      ["heron_access", "a", { ...options, maxAge: 870 }],
      ["heron_refresh", "r", { ...options, maxAge: 604_800 }],
    ])
  })

  it("does without `secure` only where the shop is served over plain http", async () => {
    const calls = await writtenWith("http://localhost:3000")
    expect(calls.map(([, , options]) => (options as { secure: boolean }).secure)).toEqual([false, false])
  })
})
