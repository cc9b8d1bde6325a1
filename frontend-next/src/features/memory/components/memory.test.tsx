import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import type { AnchorHTMLAttributes } from "react"
import { beforeEach, describe, expect, it, vi } from "vitest"

import { MemorySwitch } from "@/features/memory/components/memory-switch"
import { RecentlyViewed } from "@/features/memory/components/recently-viewed"
import { SearchTracker } from "@/features/memory/components/search-tracker"
import { rememberSearch } from "@/lib/memory/recent-searches"
import { reportSearch } from "@/lib/memory/search-events"
import { rememberViewed } from "@/lib/memory/viewed"
import messages from "@messages/en.json"

vi.mock("@/i18n/navigation", () => ({
  Link: (props: AnchorHTMLAttributes<HTMLAnchorElement>) => <a {...props}>{props.children}</a>,
}))

const id = (letter: string) => `prod_${letter.repeat(26)}`

const product = (letter: string) => ({
  id: id(letter),
  slug: `product-${letter}`,
  name: `Product ${letter}`,
  picture: null,
})

const texts = { locale: "en", messages } as const

const flip = () => userEvent.click(screen.getByRole("checkbox", { name: /Remember what I look at/ }))

beforeEach(() => {
  window.localStorage.clear()
  window.sessionStorage.clear()
  for (const name of ["heron_memory", "heron_viewed"]) document.cookie = `${name}=; path=/; max-age=0`
})

describe("the shopper's memory", () => {
  it("is off at first, shows what was viewed once it is on, and forgets everything when it is off again", async () => {
    render(
      <NextIntlClientProvider {...texts}>
        <MemorySwitch />
        <RecentlyViewed except={id("C")} />
      </NextIntlClientProvider>,
    )
    rememberViewed(product("A"))
    expect(window.localStorage).toHaveLength(0)

    await flip()
    rememberSearch("rug")
    reportSearch("receipt")
    expect(window.sessionStorage).toHaveLength(1)
    for (const letter of ["A", "B", "C"]) rememberViewed(product(letter))
    expect(document.cookie).toContain(`heron_viewed=${id("C")}.${id("B")}.${id("A")}`)

    await flip()
    expect(window.localStorage).toHaveLength(0)
    expect(window.sessionStorage).toHaveLength(0)
    expect(document.cookie).not.toContain("heron_viewed")
    expect(screen.queryByRole("heading", { name: "Recently viewed" })).toBeNull()
  })

  it("lists the others, the latest first", () => {
    document.cookie = "heron_memory=yes; path=/"
    for (const letter of ["A", "B", "C"]) rememberViewed(product(letter))
    render(
      <NextIntlClientProvider {...texts}>
        <RecentlyViewed except={id("C")} />
      </NextIntlClientProvider>,
    )
    const links = screen.getAllByRole("link")
    expect(links.map(({ textContent }) => textContent)).toEqual(["Product B", "Product A"])
    expect(links[0]?.getAttribute("href")).toBe("/products/product-B")
  })
})

describe("the tracker of searches", () => {
  const tracked = (isWorthTelling: boolean) => (
    <SearchTracker receipt="signed" isWorthTelling={isWorthTelling}>
      <ul>
        <li data-product-id={id("A")} data-position="7">
          <a href="#product">Product A</a>
          <p>no link</p>
        </li>
      </ul>
    </SearchTracker>
  )
  const fetcher = vi.fn<(url: string, init: RequestInit) => Promise<Response>>()
  const told = () =>
    fetcher.mock.calls.map(([, { body }]) => JSON.parse(body as string) as Record<string, unknown>)

  beforeEach(() => {
    fetcher.mockReset().mockImplementation(() => Promise.resolve(new Response(null, { status: 204 })))
    vi.stubGlobal("fetch", fetcher)
  })

  it("tells of the search once and of what was opened, with its place", async () => {
    document.cookie = "heron_memory=yes; path=/"
    const { rerender } = render(tracked(true))
    rerender(tracked(true))
    await userEvent.click(screen.getByText("no link"))
    expect(told()).toMatchObject([{ type: "search", receipt: "signed", consent: true }])
    await userEvent.click(screen.getByRole("link"))
    expect(told()[1]).toMatchObject({ type: "click", product_id: id("A"), position: 7 })
    expect(told()[1]?.search_id).toBe(told()[0]?.search_id)
  })

  it.each([
    ["without consent", "no", true],
    ["where nothing was searched for", "yes", false],
  ])("says nothing %s", async (_, consent, isWorthTelling) => {
    document.cookie = `heron_memory=${consent}; path=/`
    render(tracked(isWorthTelling))
    await userEvent.click(screen.getByRole("link"))
    expect(fetcher).not.toHaveBeenCalled()
  })
})
