import { beforeEach, describe, expect, it, vi } from "vitest"

import { answerConsent, readConsent } from "@/lib/memory/consent"
import { forgetSearches, readRecentSearches, rememberSearch } from "@/lib/memory/recent-searches"
import { reportAddedToCart, reportClick, reportSearch } from "@/lib/memory/search-events"
import { readViewed, rememberViewed, viewedIds } from "@/lib/memory/viewed"

const id = (letter: string) => `prod_${letter.repeat(26)}`
const product = (letter: string) => ({ id: id(letter), slug: letter, name: letter, picture: null })

beforeEach(() => {
  window.localStorage.clear()
  window.sessionStorage.clear()
  for (const name of ["heron_memory", "heron_viewed"]) document.cookie = `${name}=; max-age=0; path=/`
})

describe("readConsent", () => {
  it.each([
    ["", null],
    ["heron_memory=yes", true],
    ["a=b; heron_memory=no", false],
    ["heron_memory=perhaps", null],
    ["xheron_memory=yes", null],
  ])("reads %o as %o", (cookies, consent) => {
    expect(readConsent(cookies)).toBe(consent)
  })
})

describe("recent searches", () => {
  it("keeps the latest six, each once, whatever its case", () => {
    for (const words of ["a", "b", "c", "d", "e", "f", "g", " B "]) rememberSearch(words)
    expect(readRecentSearches()).toEqual(["B", "g", "f", "e", "d", "c"])
    forgetSearches()
    expect(readRecentSearches()).toEqual([])
  })

  it("survives a storage that others wrote to", () => {
    window.localStorage.setItem("heron.searches", '{"broken')
    expect(readRecentSearches()).toEqual([])
    window.localStorage.setItem("heron.searches", '[1, "lamp", null]')
    expect(readRecentSearches()).toEqual(["lamp"])
  })
})

describe("viewed products", () => {
  it("are remembered only with consent", () => {
    rememberViewed(product("A"))
    answerConsent(false)
    rememberViewed(product("A"))
    expect(readViewed()).toEqual([])
    answerConsent(true)
    rememberViewed(product("A"))
    rememberViewed(product("B"))
    rememberViewed(product("A"))
    expect(readViewed().map(({ slug }) => slug)).toEqual(["A", "B"])
    expect(document.cookie).toContain(`heron_viewed=${id("A")}.${id("B")}`)
  })

  it("are hidden again when the consent is taken back", () => {
    answerConsent(true)
    rememberViewed(product("A"))
    answerConsent(false)
    expect(readViewed()).toEqual([])
  })

  it("reach the API as ids and nothing else", () => {
    expect(viewedIds(`${id("A")}.x' OR 1.${id("B")}`)).toBe(`${id("A")},${id("B")}`)
    expect(viewedIds("nonsense")).toBeUndefined()
    expect(viewedIds(undefined)).toBeUndefined()
  })
})

describe("search events", () => {
  const sent = () =>
    vi.mocked(fetch).mock.calls.map(([, options]) => JSON.parse(options?.body as string) as object)

  beforeEach(() => {
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.resolve(new Response())),
    )
  })

  it("are not sent without consent", () => {
    expect(reportSearch("receipt")).toBeNull()
    expect(fetch).not.toHaveBeenCalled()
  })

  it("tell of a search once, of a click and of what was bought after it", () => {
    answerConsent(true)
    const search = reportSearch("receipt")
    expect(reportSearch("receipt")).toEqual(search)
    if (!search) throw new Error("There is no search.")
    reportClick(search, id("A"), 3)
    reportAddedToCart(id("B"), "line_2")
    reportAddedToCart(id("A"), "line_1")
    const common = { consent: true, search_id: search.searchId, receipt: "receipt" }
    expect(sent()).toEqual([
      { ...common, type: "search" },
      { ...common, type: "click", product_id: id("A"), position: 3 },
      { ...common, type: "add_to_cart", product_id: id("A"), line_id: "line_1" },
    ])
  })

  it("say which search of the tab was before", () => {
    answerConsent(true)
    const first = reportSearch("one")
    reportSearch("one")
    reportSearch("other")
    expect(sent().map((event) => (event as { previous_search_id?: string }).previous_search_id)).toEqual([
      undefined,
      first?.searchId,
    ])
  })
})
