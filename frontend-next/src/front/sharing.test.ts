// @vitest-environment node
import { expect, it, vi } from "vitest"

import { revived, type Kept } from "@/front/kept"
import { Sharing, type Store } from "@/front/sharing"

/** What two servers see of one Redis. */
function makeStore() {
  const values = new Map<string, Buffer | string>()
  const listeners: ((message: string) => void)[] = []
  const store: Store = {
    get: (key) => Promise.resolve((values.get(key) as Buffer | undefined) ?? null),
    getAll: (keys) => Promise.resolve(keys.map((key) => (values.get(key) as string | undefined) ?? null)),
    set: (key, value) => Promise.resolve(values.set(key, value)),
    count: (key) => {
      const count = Number(values.get(key) ?? 0) + 1
      values.set(key, String(count))
      return Promise.resolve(count)
    },
    publish: (_channel, message) => {
      for (const listener of listeners) listener(message)
      return Promise.resolve()
    },
    subscribe: (_channel, onMessage) => listeners.push(onMessage),
  }
  return store
}

function makeServer(store: Store, build = "b1") {
  const onTold = vi.fn<(tags: string[]) => void>()
  return { onTold, sharing: new Sharing({ store, scope: "shop", build, onTold, onGap: vi.fn() }) }
}

const page = (words: string): Kept =>
  revived({
    brotli: Buffer.from(words),
    headers: { "content-type": "text/html" },
    etag: words,
    tags: ["channel", "page:/"],
    since: 0,
    until: Date.now() + 60_000,
  })

it("gives a page that one server keeps to another, of the same build only", async () => {
  const store = makeStore()
  const [first, second, newer] = [makeServer(store), makeServer(store), makeServer(store, "b2")]
  first.sharing.write("/en", page("home"), first.sharing.moment)
  const read = await second.sharing.read("/en")
  expect(read).toMatchObject({ etag: "home", headers: { "content-type": "text/html" }, toldAt: 0 })
  expect(read?.brotli.toString()).toBe("home")
  expect(await second.sharing.read("/de")).toBeNull()
  expect(await newer.sharing.read("/en")).toBeNull()
})

it("has every other server hear what one is told", async () => {
  const store = makeStore()
  const [first, second] = [makeServer(store), makeServer(store)]
  await first.sharing.tell(["page:/"])
  expect(second.onTold).toHaveBeenCalledWith(["page:/"])
  expect(first.onTold).not.toHaveBeenCalled()
})

it("knows a page for stale that was begun before the news, whenever it is written", async () => {
  const store = makeStore()
  const [first, second] = [makeServer(store), makeServer(store)]
  const before = first.sharing.moment
  await second.sharing.tell(["page:/"])
  first.sharing.write("/en", page("old"), before)
  expect((await second.sharing.read("/en"))?.toldAt).toBeGreaterThan(0)
  first.sharing.write("/en", page("new"), first.sharing.moment)
  await second.sharing.tell(["page:/about/"])
  expect(await second.sharing.read("/en")).toMatchObject({ etag: "new", toldAt: 0 })
})
