// @vitest-environment node
import { expect, it } from "vitest"

import { allowByHash } from "@/front/scripts"
import { asleep } from "@/front/sleeping"
import { hashSource } from "@/lib/hash-source"

const NONCE = "qwertyuiopasdfghjklzxcvb"
const CHUNK = `<script src="/_next/static/chunks/a.js" async="" nonce="${NONCE}"></script>`

it("puts files of scripts off, and leaves what stands in the page", () => {
  const inline = `<script nonce="${NONCE}">self.__next_f.push([1,"x"])</script>`
  const old = `<script src="/_next/static/chunks/old.js" nomodule="" nonce="${NONCE}"></script>`
  const ahead = `<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/>`
  const kept = `<link rel="preload" as="font" href="/font.woff2"/><script src="/elsewhere.js"></script>`
  const page = `<head>${ahead}${kept}${CHUNK}${old}</head><body>${inline}</body></html>`
  const quiet = asleep(page, NONCE)
  expect(quiet).toMatch(
    /^<head><link rel="preload" as="font" href="\/font.woff2"\/><script src="\/elsewhere.js"><\/script><script type="waits" data-src="\/_next\/static\/chunks\/a.js" nonce="\w+"><\/script><script src="\/_next\/static\/chunks\/old.js"/,
  )
  expect(quiet).toContain(inline)
  expect(quiet).toMatch(/<\/script><\/body><\/html>$/)
})

it("brings one script of its own, which the policy of the page names", () => {
  const { body, policy } = allowByHash(
    asleep(`<body>${CHUNK}</body>`, NONCE),
    NONCE,
    "https://media.example",
    "",
  )
  const own = /<script>([\s\S]+)<\/script><\/body>$/.exec(body)?.[1] ?? ""
  expect(own).toContain(`('script[type=waits][data-src^="/_next/static/"]',"heron:awake")`)
  expect(policy).toContain(hashSource(own))
  expect(body).not.toContain(NONCE)
})

it("leaves alone what is no page", () => {
  expect(asleep(`1:["$","script",null,{"src":"/_next/static/a.js"}]`, NONCE)).toBe(
    `1:["$","script",null,{"src":"/_next/static/a.js"}]`,
  )
})
