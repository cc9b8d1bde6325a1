import type { IncomingMessage } from "node:http"
import { expect, it } from "vitest"

import { readAsked } from "@/front/asked"

const ask = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  readAsked({ url, method, headers } as unknown as IncomingMessage)

it.each([
  ["/en", "/en"],
  ["/en?utm_source=letter&fbclid=1", "/en"],
  ["/en/about?page=2&x=1", "/en/about?page=2"],
  ["/en/about?page=-2&tag=%3Cx%3E", "/en/about"],
  ["/de/products/caf%c3%A9", "/de/products/caf%C3%A9"],
  ["/de/%70roducts", "/de/products"],
  ["/en/products?q=sofa&sort=relevance&page=1&nonsense=1", "/en/products"],
  ["/en/products?page=2&attr.colour=moss&x=1", "/en/products?attr.colour=moss&page=2"],
  ["/en/categories/sofas?category=tables&sort=price", "/en/categories/sofas?sort=price"],
  [
    "/en/products/sofa?variant=var_01M8H6RFCGDH6QGXA7DFVHSCRK&reviews=2&z=1",
    "/en/products/sofa?variant=var_01M8H6RFCGDH6QGXA7DFVHSCRK&reviews=2",
  ],
  ["/en/products/sofa?variant=whatever&reviews=1", "/en/products/sofa"],
])("%s is kept as %s", (url, address) => {
  expect(ask(url)?.address).toBe(address)
})

it.each([
  ...["/", "/it", "/en/", "/en//about", "/en/products/", "/en/100%25", "/en/a%2Fb", "/%", "/en/%E0%A4%A"],
  ...["/en/cart", "/de/checkout", "/fr/account/password", "/ar/search?q=x", "/en/orders/1", "/en/login"],
  ...["/en/~draft/a.b.c", "/en/%7Edraft/a.b.c", "/en/%7E%64raft/a.b.c", "/ar/~draft", "/en/%63art"],
  ...["/api/health", "/_next/static/x.js", "/media/a.webp", `/en/products?brand=${"x".repeat(2000)}`],
])("%s is left to Next", (url) => {
  expect(ask(url)).toBeNull()
})

it("keeps what is read, and no change or preview", () => {
  expect(ask("/en", {}, "HEAD")).not.toBeNull()
  expect(ask("/en", {}, "POST")).toBeNull()
  expect(ask("/en", { "next-action": "x" })).toBeNull()
  expect(ask("/en", { cookie: "a=1; __prerender_bypass=2" })).toBeNull()
})

it("sees of all cookies only the currency, and only one that may be one", () => {
  const jar = "heron_access=secret; heron_currency=USD; heron_cart=mine"
  expect(ask("/en", { cookie: jar })).toEqual({ ...ask("/en"), currency: "USD" })
  expect(ask("/en", { cookie: "heron_currency=usd" })?.currency).toBe("")
  expect(ask("/en", { cookie: "heron_currency=USDX" })?.currency).toBe("")
})

it("tells parts of pages apart by the headers that shape them, wherever the shopper comes from", () => {
  const part = ask("/en/about?_rsc=1", { rsc: "1", "next-router-state-tree": "[]", "next-url": "/en" })
  expect(part).toMatchObject({ address: "/en/about", isPlain: false })
  expect(part?.parts).toEqual({ rsc: "1", "next-router-state-tree": "[]" })
  expect(ask("/en/about", { rsc: "1", "next-router-state-tree": "x".repeat(5000) })).toBeNull()
  expect(ask("/en/about")?.isPlain).toBe(true)
  expect(ask("/en/products?page=2")?.isPlain).toBe(false)
})
