// @vitest-environment node
import { subscribe } from "node:diagnostics_channel"
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest"

import { openFront } from "@/front/front"
import { watchRequests } from "@/lib/http/answer-status"
import { noteAway, noteCurrencies, noteTags } from "@/lib/http/notes"
import { NOBODY } from "@/lib/shopper/shopper"
import { tellStale } from "@/lib/staleness"

type Shop = {
  status: number
  isAway: boolean
  gate: Promise<void>
  asked: IncomingHttpHeaders[]
  visits: number
  version: number
}

const AT_REST = { status: 200, isAway: false, visits: 0, version: 1 }

const shop: Shop = { ...AT_REST, gate: Promise.resolve(), asked: [] }
let server: Server
let round = 0

/** Stands where Next stands: says which version it shows, in which currency, and which cookies it saw. */
beforeAll(async () => {
  watchRequests()
  openFront()
  server = createServer((asked, response) => {
    shop.asked.push(asked.headers)
    const cookie = asked.headers.cookie ?? ""
    const currency = cookie.includes("heron_currency=USD") ? "USD" : "EUR"
    const nonce = /'nonce-([^']*)'/.exec(String(asked.headers["content-security-policy"]))?.[1] ?? ""
    noteTags(["channel", `page:${String(asked.url)}`])
    noteCurrencies(["EUR", "USD"])
    if (shop.isAway) noteAway()
    const page = `<script nonce="${nonce}">go()</script>${asked.url ?? ""} ${currency} v${String(shop.version)} [${cookie}]</body>`
    const isPart = asked.headers.rsc !== undefined
    const type = isPart ? "text/x-component" : "text/html; charset=utf-8"
    response.setHeader("Content-Security-Policy", "script-src 'nonce-basket'")
    response.setHeader("Content-Type", type)
    response.statusCode = shop.status
    const answer = () => {
      response.writeHead(shop.status, { "X-Powered-By": "nobody" })
      response.write(page.slice(0, 9))
      response.end(page.slice(9))
    }
    void shop.gate.then(answer)
  })
  subscribe("http.server.request.start", (message) => {
    const { request: started } = message as { request: IncomingMessage }
    if (started.headers["x-heron-rendering"] === undefined) shop.visits += 1
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  Object.assign(shop, {
    status: 200,
    isAway: false,
    gate: Promise.resolve(),
    asked: [],
    visits: 0,
    version: 1,
  })
  round += 1
})

async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const sent = request({ port, path, headers, method, agent: false }, (answer) => {
      const { statusCode = 0, headers: given } = answer
      text(answer).then((body) => resolve({ status: statusCode, headers: given, body }), reject)
    })
    sent.on("error", reject)
    sent.end()
  })
}

/** From now on nothing is rendered until the function that is returned is called. */
function holdBack(): () => void {
  let open: () => void = () => undefined
  shop.gate = new Promise<void>((resolve) => (open = resolve))
  return () => {
    open()
  }
}

const page = () => `/en/page-${String(round)}`
const told = (path = page()) => tellStale([`page:${path}`])
const cacheStatus = async (path = page(), headers: Record<string, string> = {}) =>
  (await get(path, headers)).headers["cache-status"]

it("renders a page once, for nobody in particular, and gives it to everybody", async () => {
  const first = await get(page(), { Cookie: "heron_access=ada; heron_cart=mine" })
  const second = await get(`${page()}?utm_source=letter`, { Cookie: "heron_cart=yours" })
  expect(first.headers["cache-status"]).toBe("storefront; fwd=miss")
  expect(second.headers["cache-status"]).toBe("storefront; hit")
  expect(second.body).toBe(first.body)
  expect(first.body).toContain("EUR v1 []")
  expect(shop.asked).toHaveLength(1)
  expect(first.headers["content-security-policy"]).toMatch(/script-src 'self' ('sha256-[^']+' ?){3};/)
  expect(first.body).not.toContain("nonce")
})

it("lets a hundred readers of a new page wait for one rendering", async () => {
  const open = holdBack()
  const readers = Promise.all(Array.from({ length: 100 }, () => get(page())))
  await vi.waitFor(() => expect(shop.visits).toBe(100))
  open()
  await readers
  expect(shop.asked).toHaveLength(1)
})

it("keeps currencies apart, and one that the channel does not offer counts as its own", async () => {
  const usd = await get(page(), { Cookie: "heron_currency=USD" })
  const eur = await get(page())
  expect([usd.body, eur.body].map((body) => /EUR|USD/.exec(body)?.[0])).toEqual(["USD", "EUR"])
  expect((await get(page(), { Cookie: "heron_currency=USD" })).body).toBe(usd.body)
  expect((await get(page(), { Cookie: "heron_currency=XXX" })).body).toBe(eur.body)
  expect(shop.asked).toHaveLength(2)
  expect(eur.headers["cache-control"]).toBe("public, max-age=0, must-revalidate, s-maxage=60")
  expect(usd.headers["cache-control"]).toBe("private, no-cache")
})

it("names a page's tags for caches on the way, and tells browsers that nothing has changed", async () => {
  const { headers } = await get(page(), { "Accept-Encoding": "br" })
  expect(headers["cache-tag"]).toBe(`channel,page:${page()}`)
  expect(headers["content-encoding"]).toBe("br")
  const again = await get(page(), { "If-None-Match": String(headers.etag) })
  expect([again.status, again.body, again.headers.etag]).toEqual([304, "", headers.etag])
  const head = await get(page(), {}, "HEAD")
  expect([head.status, head.body]).toEqual([200, ""])
})

it("keeps parts of pages, and no cache on the way does", async () => {
  await get(page())
  const part = { RSC: "1", "Next-Router-State-Tree": "[]" }
  expect((await get(page(), part)).headers["content-type"]).toBe("text/x-component")
  const again = await get(`${page()}?_rsc=abc`, { ...part, "Next-Url": "/en/elsewhere" })
  expect(again.headers["cache-status"]).toBe("storefront; hit")
  expect(again.headers["cache-control"]).toBe("private, no-cache")
})

it("shows what was told within the second, and never an old page after it", async () => {
  await get(page())
  shop.version = 2
  told()
  expect((await get(page())).body).toContain("v1")
  await vi.waitFor(async () => expect((await get(page())).body).toContain("v2"))
  shop.version = 3
  told()
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1500 })
  expect((await get(page())).body).toContain("v3")
  vi.useRealTimers()
})

it("renews one page at a time while readers have the old one", async () => {
  await get(page())
  told()
  const open = holdBack()
  const states = await Promise.all(Array.from({ length: 20 }, () => cacheStatus()))
  expect(new Set(states)).toEqual(new Set(["storefront; fwd=stale"]))
  open()
  await vi.waitFor(async () => expect(await cacheStatus()).toBe("storefront; hit"))
  expect(shop.asked).toHaveLength(2)
})

it.each([
  ["is away", { isAway: true }],
  ["fails", { status: 503 }],
])("goes on showing what it has while the shop behind it %s", async (_, trouble) => {
  const kept = await get(page())
  told()
  Object.assign(shop, trouble)
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3000 })
  const shown = await get(page())
  vi.useRealTimers()
  expect([shown.status, shown.body]).toEqual([200, kept.body])
})

it("keeps nothing that is missing, broken or read from memory", async () => {
  shop.status = 404
  expect((await get(page())).headers["cache-control"]).toContain("no-store")
  Object.assign(shop, { status: 200, isAway: true })
  await get(page())
  shop.isAway = false
  expect(await cacheStatus()).toBe("storefront; fwd=miss")
  shop.status = 404
  told()
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3000 })
  expect((await get(page())).status).toBe(404)
  vi.useRealTimers()
})

it("leaves to Next what leads elsewhere, with all that the address carries", async () => {
  shop.status = 308
  const { body } = await get(`${page()}?from=letter`)
  expect(body).toContain(`${page()}?from=letter`)
})

it("takes no order to render from outside", async () => {
  const { headers } = await get(page(), { "X-Heron-Rendering": "guessed" })
  expect(headers["cache-status"]).toBe("storefront; fwd=miss")
  expect(shop.asked[0]?.["x-heron-rendering"]).not.toBe("guessed")
})

it("tells a guest by itself that nothing is theirs, and leaves all others to Next", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 200 })))
  const guest = await get("/api/shopper?locale=en", { Cookie: "heron_currency=USD" })
  expect(JSON.parse(guest.body)).toEqual(NOBODY)
  expect(guest.headers["cache-control"]).toBe("private, no-store")
  expect(guest.headers["set-cookie"]).toBeUndefined()
  const known = await get("/api/shopper?locale=en", { Cookie: "heron_memory=yes; heron_visit=first.1" })
  expect(JSON.parse(known.body)).toMatchObject({ isReturning: true, isSignedIn: false })
  expect(known.headers["set-cookie"]?.[0]).toMatch(/^heron_visit=later\.\d{10}; Path=\/;/)
  expect(shop.asked).toHaveLength(0)
  for (const cookie of ["heron_cart=1", "a=b; heron_access=1", "heron_refresh=1"]) {
    await get("/api/shopper?locale=en", { Cookie: cookie })
  }
  expect(shop.asked).toHaveLength(3)
})

it("puts off the scripts of a basket that nobody keeps, packed for who can read it", async () => {
  const plain = await get("/en/cart", { Cookie: "heron_cart=mine" })
  expect(plain.headers["cache-status"]).toBeUndefined()
  expect(plain.body).toContain("[heron_cart=mine]")
  expect(plain.body).toMatch(/<script nonce="basket">\([^<]*heron:awake/)
  const zipped = await get("/en/cart", { Cookie: "heron_cart=mine", "Accept-Encoding": "gzip, br" })
  expect(zipped.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" })
  expect(Number(zipped.headers["content-length"])).toBeLessThan(plain.body.length)
  expect(shop.asked[1]?.["accept-encoding"]).toBe("identity")
})

it("lets the scripts of a payment run at once", async () => {
  expect((await get("/en/checkout?step=payment")).body).not.toContain("heron:awake")
  expect((await get("/en/cart", { RSC: "1" })).body).not.toContain("heron:awake")
})
