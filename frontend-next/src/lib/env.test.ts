import { expect, it } from "vitest"

import { readEnv } from "@/lib/env"

it("starts on a laptop without any setting", () => {
  expect(readEnv({})).toEqual({
    API_URL: "http://127.0.0.1:8000",
    SITE_URL: "http://localhost:3000",
    STOREFRONT_TRUSTED_PROXIES: 0,
    PAGES_MEMORY_MB: 128,
    PAGES_SHARED_SECONDS: 60,
  })
})

it("takes an empty variable for an absent one", () => {
  expect(readEnv({ API_URL: "", REVALIDATE_SECRET: "" }).API_URL).toBe("http://127.0.0.1:8000")
})

it("names what is wrong", () => {
  expect(() => readEnv({ API_URL: "not an address" })).toThrow(/API_URL/)
  expect(() => readEnv({ REVALIDATE_SECRET: "short" })).toThrow(/REVALIDATE_SECRET/)
})
