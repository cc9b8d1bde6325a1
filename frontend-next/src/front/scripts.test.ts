import { expect, it } from "vitest"

import { allowByHash } from "@/front/scripts"
import { hashSource } from "@/lib/hash-source"

const NONCE = "qwertyuiopasdfghjklzxcvb"

it("allows the scripts that had the nonce by what they say, and takes the nonce out", () => {
  const page = [
    `<script nonce="${NONCE}">run("${NONCE}")</script>`,
    `<script src="/a.js" async="" nonce="${NONCE}"></script>`,
    `<style nonce="${NONCE}">p{}</style>`,
    `<p nonce="other">1 nonce=""</p>`,
  ].join("")
  const { body, policy } = allowByHash(page, NONCE, "https://media.example", "")
  const blank = "0".repeat(NONCE.length)
  expect(body).toBe(
    `<script>run("${blank}")</script><script src="/a.js" async=""></script><style>p{}</style><p nonce="other">1 nonce=""</p>`,
  )
  expect(body).toHaveLength(page.length - 3 * ` nonce="${NONCE}"`.length)
  expect(policy).toContain(hashSource(`run("${blank}")`))
  expect(policy).toContain(`style-src 'self' ${hashSource("p{}")};`)
})

it("allows no script that bears what stands for the nonce afterwards", () => {
  const page = `<script nonce="${"0".repeat(NONCE.length)}">steal()</script>`
  const { body, policy } = allowByHash(page, NONCE, "https://media.example", "")
  expect(body).toBe(page)
  expect(policy).not.toContain(hashSource("steal()"))
})

it("allows no script that came in through somebody's text", () => {
  const page = `<p><script>steal()</script><script nonce="guess">steal()</script></p><script type="application/ld+json">{}</script>`
  const { body, policy } = allowByHash(page, NONCE, "https://media.example", "")
  expect(body).toBe(page)
  expect(policy).not.toContain(hashSource("steal()"))
  expect(policy).not.toContain(hashSource("{}"))
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
})
