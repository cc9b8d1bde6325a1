import { expect, it, vi } from "vitest"

import { parseListing } from "@/features/catalogue/listing-state"
import { findCategory, findListing, getCategoryTree, listProducts } from "@/features/catalogue/queries"
import { getChannel } from "@/features/channel/queries"
import { findPage, getMenus, listBanners } from "@/features/content/queries"
import { findProduct } from "@/features/product/queries"

const noteTags = vi.hoisted(() => vi.fn<(tags: string[]) => void>())

vi.mock("@/lib/http/notes", async (original) => ({ ...(await original<object>()), noteTags }))
vi.mock("next/headers", () => ({ cookies: vi.fn(), headers: vi.fn() }))

const scope = { locale: "en", currency: "EUR" }
const state = parseListing({})

/** What each read is kept under. Django tells the same names, and tests there which change tells which. */
it.each<[string, () => Promise<unknown>, string[]]>([
  ["a product", () => findProduct("marsh-sofa", "en"), ["product:marsh-sofa"]],
  ["a category", () => findCategory("sofas", "en"), ["categories", "category:sofas"]],
  ["the tree", () => getCategoryTree("en"), ["categories"]],
  [
    "a category's list",
    () => findListing({ ...scope, category: "sofas" }, state),
    ["categories", "category:sofas"],
  ],
  ["the list of everything", () => findListing(scope, state), ["categories", "products"]],
  ["the sitemap's products", () => listProducts("en", 0, 100), ["categories", "products"]],
  ["a page", () => findPage("/about/", "en"), ["pages", "page:/about/"]],
  ["a page at an address nobody can name", () => findPage(`/${"x".repeat(300)}/`, "en"), ["pages"]],
  ["menus", () => getMenus("en"), ["menus"]],
  ["banners", () => listBanners("en"), ["banners"]],
  ["the channel", () => getChannel("en"), ["channel"]],
])("%s is kept under its own tags", async (_what, read, tags) => {
  const answer = { engine: { is_degraded: false }, results: [], page: 1, page_count: 1, count: 0 }
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve(Response.json(answer)))
  vi.stubGlobal("fetch", fetched)

  await read()

  expect(noteTags.mock.lastCall?.[0]).toEqual(tags)
})
