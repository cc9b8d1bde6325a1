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

it.each(["STRIPE_SCRIPT_URL", "RAZORPAY_SCRIPT_URL"])(
  "takes %s from this computer, for a shop on this computer, and no other",
  (name) => {
    const own = { [name]: "http://localhost:8439/v3/" }
    expect(readEnv(own)).toMatchObject(own)
    const refusal = new RegExp(name)
    expect(() => readEnv({ ...own, SITE_URL: "https://shop.example" })).toThrow(refusal)
    expect(() => readEnv({ [name]: "https://evil.example/v3/" })).toThrow(refusal)
    expect(() => readEnv({ [name]: "http://localhost.evil.example/" })).toThrow(refusal)
  },
)
