import { afterEach, expect, it, vi } from "vitest"

import { openBlocksOnClick } from "@/features/drafts/clicks"
import { answerScroll, loadChecker } from "@/features/drafts/wagtail"

const OFFICE = "https://office.example"

afterEach(() => {
  document.body.innerHTML = ""
  vi.restoreAllMocks()
})

function tell(origin: string, wagtail: object) {
  window.dispatchEvent(new MessageEvent("message", { origin, data: { wagtail } }))
}

it("keeps the place on the page for the back office, and for nobody else", () => {
  const said = vi.spyOn(window.parent, "postMessage").mockImplementation(() => undefined)
  const scrolled = vi.spyOn(window, "scrollTo").mockImplementation(() => undefined)
  const stop = answerScroll(OFFICE)
  tell("https://elsewhere.example", { type: "w-preview:get-scroll-position" })
  tell("https://elsewhere.example", { type: "w-preview:set-scroll-position", x: 1, y: 2 })
  expect(said).not.toHaveBeenCalled()
  expect(scrolled).not.toHaveBeenCalled()
  tell(OFFICE, { type: "w-preview:get-scroll-position" })
  tell(OFFICE, { type: "w-preview:set-scroll-position", x: 1, y: 2 })
  expect(said).toHaveBeenCalledExactlyOnceWith(
    { wagtail: { type: "w-preview:set-scroll-position", x: 0, y: 0, origin: window.location.origin } },
    OFFICE,
  )
  expect(scrolled).toHaveBeenCalledExactlyOnceWith({ left: 1, top: 2, behavior: "instant" })
  stop()
})

it("tells the back office which block was clicked, and follows no link", () => {
  const said = vi.spyOn(window.parent, "postMessage").mockImplementation(() => undefined)
  document.body.innerHTML = '<div id="b1" data-block="quote"><a href="/en/products"><b>There</b></a></div>'
  const stop = openBlocksOnClick(OFFICE)
  const click = new MouseEvent("click", { bubbles: true, cancelable: true })
  document.querySelector("b")?.dispatchEvent(click)
  expect(click.defaultPrevented).toBe(true)
  expect(said).toHaveBeenCalledExactlyOnceWith({ heron: { type: "open-block", id: "b1" } }, OFFICE)
  stop()
})

it("loads the checks from the back office, once", () => {
  const html =
    '<template id="wagtail-userbar-template"><aside><div data-wagtail-userbar><link rel="stylesheet" href="/static/core.css"></div></aside></template>' +
    '<script src="/static/userbar.js"></script>'
  loadChecker(html, OFFICE)
  loadChecker(html, OFFICE)
  expect([...document.scripts].map(({ src }) => src)).toEqual([`${OFFICE}/static/userbar.js`])
  const template = document.querySelector("template")
  expect(template?.content.querySelector("link")?.href).toBe(`${OFFICE}/static/core.css`)
  expect(template?.content.querySelector("[data-wagtail-userbar-origin]")).not.toBeNull()
})
