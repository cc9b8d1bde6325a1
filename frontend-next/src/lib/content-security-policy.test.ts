import { expect, it } from "vitest"

import { hashPolicy, newNonce, noncePolicy } from "@/lib/content-security-policy"
import { SHOW_BANNER_SCRIPT } from "@/lib/dismissed-banners"
import { hashSource } from "@/lib/hash-source"

it("lets only this answer's own scripts run", () => {
  const policy = noncePolicy("abc", "https://media.example", "wss://live.example", false)
  const own = hashSource(SHOW_BANNER_SCRIPT)
  expect(policy).toContain(`script-src 'self' 'nonce-abc' ${own} 'strict-dynamic';`)
  expect(policy).not.toContain("unsafe-eval")
  expect(policy).toContain("img-src 'self' data: https://media.example;")
  expect(policy).toContain("connect-src 'self' wss://live.example;")
  expect(policy).toContain("frame-ancestors 'none'")
})

it("names the scripts of a kept page one by one", () => {
  const policy = hashPolicy(["one", "two"], [], "https://media.example", "")
  const own = hashSource(SHOW_BANNER_SCRIPT)
  expect(policy).toContain(
    `script-src 'self' ${own} 'sha256-dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0=' 'sha256-P8TM/nRYcOLA2Z9x8w/wZWyN7dQcwdfT03aw2+aF4vM=';`,
  )
  expect(policy).toContain("style-src 'self';")
  expect(policy).toContain("connect-src 'self';")
  expect(policy).not.toContain("unsafe-eval")
})

it("never makes the same nonce twice", () => {
  expect(new Set(Array.from({ length: 100 }, newNonce)).size).toBe(100)
})
