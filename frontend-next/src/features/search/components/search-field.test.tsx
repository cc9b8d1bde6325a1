import { act, render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import { renderToStaticMarkup } from "react-dom/server"
import { beforeEach, describe, expect, it, vi } from "vitest"

import { SearchField } from "@/features/search/components/search-field"
import { NO_SUGGESTIONS } from "@/features/search/suggestions"
import messages from "@messages/en.json"

const push = vi.hoisted(() => vi.fn())

vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({ push }),
}))

const plain = (text: string) => [{ text, is_match: false }]

const FOUND = {
  ...NO_SUGGESTIONS,
  queries: [{ text: "rug pad", highlighted: plain("rug pad") }],
  categories: [{ slug: "rugs", name: "Rugs", breadcrumb: ["Textiles"], highlighted: plain("Rugs") }],
}

const field = (words = "") => (
  <NextIntlClientProvider locale="en" messages={messages}>
    <SearchField words={words} />
  </NextIntlClientProvider>
)

const box = () => screen.getByRole("combobox", { name: "Search the shop" })

function answerWith(body: unknown, status = 200) {
  const fetcher = vi.fn(() => Promise.resolve(Response.json(body, { status })))
  vi.stubGlobal("fetch", fetcher)
  return fetcher
}

beforeEach(() => {
  push.mockReset()
  window.localStorage.clear()
  Element.prototype.scrollIntoView = vi.fn()
})

describe("the search field", () => {
  it("is a form that leads to the results without any script", () => {
    const page = document.createElement("div")
    page.innerHTML = renderToStaticMarkup(field("rug"))
    expect(page.querySelector("form")?.getAttribute("action")).toBe("/en/search")
    const input = page.querySelector("input")
    expect(input?.name).toBe("q")
    expect(input?.value).toBe("rug")
    expect(page.querySelector("button[type=submit]")?.textContent).toBe("Search")
  })

  it("searches for what stands in it, also where that was typed before the scripts had run", () => {
    render(field())
    const input = box() as HTMLInputElement
    Reflect.set(HTMLInputElement.prototype, "value", "curtian", input)
    input.form?.requestSubmit()
    expect(push).toHaveBeenCalledWith("/en/search?q=curtian")
  })

  it("offers what answers to the letters, and goes where the arrow keys point", async () => {
    const fetcher = answerWith(FOUND)
    render(field())
    await userEvent.type(box(), "rug")
    const options = await screen.findAllByRole("option")
    expect(options.map(({ textContent }) => textContent)).toEqual(["rug pad", "RugsTextiles"])
    expect(box().getAttribute("aria-expanded")).toBe("true")
    expect(fetcher).toHaveBeenLastCalledWith("/api/suggestions?q=rug&locale=en", expect.anything())

    await userEvent.keyboard("{ArrowDown}{ArrowDown}")
    expect(box().getAttribute("aria-activedescendant")).toBe(options[1]?.id)
    expect(options.map((option) => option.getAttribute("aria-selected"))).toEqual(["false", "true"])
    await userEvent.keyboard("{Enter}")
    expect(push).toHaveBeenCalledExactlyOnceWith("/en/categories/rugs")
    expect(screen.queryAllByRole("option")).toEqual([])
  })

  it("searches for what was typed, and offers it again later", async () => {
    answerWith(NO_SUGGESTIONS)
    render(field())
    await userEvent.type(box(), "  blue rug {Enter}")
    expect(push).toHaveBeenCalledExactlyOnceWith("/en/search?q=blue%20rug")
    await userEvent.clear(box())
    expect((await screen.findByRole("option")).textContent).toBe("blue rug")
    await userEvent.click(screen.getByRole("button", { name: "Forget these searches" }))
    expect(screen.queryAllByRole("option")).toEqual([])
    expect(window.localStorage).toHaveLength(0)
  })

  it("does not search for nothing", async () => {
    answerWith(NO_SUGGESTIONS)
    render(field())
    await userEvent.type(box(), "   {Enter}")
    expect(push).not.toHaveBeenCalled()
  })

  it("closes on Escape, empties on a second one, and closes when it is left", async () => {
    answerWith(FOUND)
    render(field())
    await userEvent.type(box(), "rug")
    await screen.findAllByRole("option")
    await userEvent.keyboard("{Escape}")
    expect(screen.queryAllByRole("option")).toEqual([])
    expect(box()).toHaveProperty("value", "rug")
    await userEvent.keyboard("{Escape}")
    expect(box()).toHaveProperty("value", "")

    await userEvent.type(box(), "rug")
    await screen.findAllByRole("option")
    act(() => {
      box().blur()
    })
    expect(screen.queryAllByRole("option")).toEqual([])
  })

  it.each([
    ["an error", { code: "unavailable" }, 503],
    ["something else", { queries: "many" }, 200],
  ])("still searches when the suggestions are %s", async (_, body, status) => {
    const fetcher = answerWith(body, status)
    render(field())
    await userEvent.type(box(), "rug")
    await vi.waitFor(() => {
      expect(fetcher).toHaveBeenCalled()
    })
    await userEvent.keyboard("{Enter}")
    expect(push).toHaveBeenCalledExactlyOnceWith("/en/search?q=rug")
  })

  it("is found by the slash key", async () => {
    answerWith(NO_SUGGESTIONS)
    render(field())
    vi.spyOn(HTMLElement.prototype, "offsetParent", "get").mockReturnValue(document.body)
    await userEvent.keyboard("/")
    expect(document.activeElement).toBe(box())
    expect(box()).toHaveProperty("value", "")
  })
})
