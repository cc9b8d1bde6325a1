import { expect, it } from "vitest"

import { draftPolicy, hashPolicy, newNonce, noncePolicy } from "@/lib/content-security-policy"
import { SHOW_BANNER_SCRIPT } from "@/lib/dismissed-banners"
import { hashSource } from "@/lib/hash-source"
import { isPaymentPage, paymentSources } from "@/lib/payment-sources"

const NO_STAND_INS = { stripe: undefined, razorpay: undefined }

it("lets only this answer's own scripts run", () => {
  const policy = noncePolicy("abc", "https://media.example", "wss://live.example", undefined, false)
  const own = hashSource(SHOW_BANNER_SCRIPT)
  expect(policy).toContain(`script-src 'self' 'nonce-abc' ${own} 'strict-dynamic';`)
  expect(policy).not.toContain("unsafe-eval")
  expect(policy).toContain("img-src 'self' data: https://media.example;")
  expect(policy).toContain("connect-src 'self' wss://live.example;")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com;")
  expect(policy).toContain("media-src 'self' https://media.example;")
})

it("lets a payment provider in where something is paid, and keeps everybody else out", () => {
  const policy = noncePolicy("abc", "https://media.example", "", paymentSources(NO_STAND_INS), false)
  expect(policy).toMatch(/script-src 'self' 'nonce-abc' [^;]*'strict-dynamic' https:\/\/js\.stripe\.com/)
  expect(policy).toMatch(/frame-src 'self' [^;]*https:\/\/hooks\.stripe\.com/)
  expect(policy).toMatch(/connect-src 'self' https:\/\/api\.stripe\.com/)
  expect(policy).toMatch(/script-src [^;]*https:\/\/checkout\.razorpay\.com https:\/\/cdn\.razorpay\.com/)
  expect(policy).toContain("form-action 'self'")
  expect(policy).not.toContain("localhost")
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

it("lets pictures of a map into pages that have stores, and into no other", () => {
  const withStores = hashPolicy([], [], "https://media.example", "", true)
  expect(withStores).toContain("img-src 'self' data: https://media.example https://tile.openstreetmap.org;")
  expect(hashPolicy([], [], "https://media.example", "")).not.toContain("openstreetmap")
  expect(noncePolicy("abc", "https://media.example", "", undefined, false)).not.toContain("openstreetmap")
})

it("never makes the same nonce twice", () => {
  expect(new Set(Array.from({ length: 100 }, newNonce)).size).toBe(100)
})

it.each([
  ["/en/checkout", true],
  ["/ar/checkout/payments/com_1", true],
  ["/de/orders/R-AB12-CD34/pay", true],
  ["/fr/account/payment-methods", true],
  ["/fr/account", false],
  ["/en/orders/R-AB12-CD34", false],
  ["/en/cart", false],
  ["/en/products/checkout", false],
  ["/en", false],
])("of %s says whether something is paid there", (pathname, isPaid) => {
  expect(isPaymentPage(pathname)).toBe(isPaid)
})

it("lets in the scripts that stand in for the providers' in tests", () => {
  const standIns = {
    stripe: "http://localhost:8439/v3/",
    razorpay: "http://localhost:8440/v1/checkout.js",
  }
  const { scripts, frames, connections } = paymentSources(standIns)
  for (const sources of [scripts, frames, connections]) {
    expect(sources.slice(-2)).toEqual(["http://localhost:8439", "http://localhost:8440"])
  }
})

it("lets the back office alone frame a draft", () => {
  const usual = noncePolicy("abc", "https://media.example", "", undefined, false)
  const policy = draftPolicy(usual, "https://office.example")
  expect(policy).toMatch(/frame-ancestors https:\/\/office\.example$/)
  expect(policy).toContain("style-src 'self' https://office.example 'nonce-abc';")
  expect(/script-src [^;]*/.exec(policy)?.[0]).toBe(/script-src [^;]*/.exec(usual)?.[0])
})
