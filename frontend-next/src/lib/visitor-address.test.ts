// @vitest-environment node
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

import { expect, it } from "vitest"

import { nameVisitors, visitorAddress } from "@/lib/visitor-address"

it.each([
  [0, undefined, "192.0.2.1"],
  [0, "198.51.100.9", "192.0.2.1"],
  [1, undefined, "192.0.2.1"],
  [1, "198.51.100.9", "198.51.100.9"],
  [1, "forged, 198.51.100.9", "198.51.100.9"],
  [2, "forged, 198.51.100.9, 10.0.0.2", "198.51.100.9"],
  [2, "198.51.100.9", "192.0.2.1"],
])("believes %d proxies and nobody else about %o", (proxies, forwardedFor, address) => {
  expect(visitorAddress("192.0.2.1", forwardedFor, proxies)).toBe(address)
})

it("replaces what a visitor writes before any handler reads it", async () => {
  nameVisitors(0)
  const server = createServer((request, response) => response.end(request.headers["x-forwarded-for"]))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${String(port)}/`, {
    headers: { "X-Forwarded-For": "203.0.113.66" },
  })
  expect(await answer.text()).toBe("127.0.0.1")
  server.close()
})
