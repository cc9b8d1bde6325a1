import { expect, it } from "vitest"

import { contentSecurityPolicy, newNonce } from "@/lib/content-security-policy"

it("lets only this answer's own scripts run", () => {
  const policy = contentSecurityPolicy("abc", "https://media.example", false)
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
  expect(policy).not.toContain("unsafe-eval")
  expect(policy).toContain("img-src 'self' data: https://media.example;")
  expect(policy).toContain("frame-ancestors 'none'")
})

it("never makes the same nonce twice", () => {
  expect(new Set(Array.from({ length: 100 }, newNonce)).size).toBe(100)
})
