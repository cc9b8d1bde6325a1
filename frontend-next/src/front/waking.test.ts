import { beforeEach, expect, it, vi } from "vitest"

import { sleep, WAITING, WAITING_TYPE } from "@/front/waking"

const CHUNK = `<script type="${WAITING_TYPE}" data-src="/_next/static/a.js" id="_R_" async></script>`
const NOBODY = { itemCount: 0, isSignedIn: false, isAway: false, cartWords: "Cart, empty" }

let turn = 0
let moving: (seen: { isIntersecting: boolean }[]) => void = () => undefined

const running = () => document.querySelector("script[src]")
const awake = () => dispatchEvent(new Event(`awake-${String(turn)}`))

/** A page that sleeps; each has an event of its own, since what listens to the window stays there. */
function open(html: string, shopper: object | null = NOBODY): void {
  turn += 1
  document.body.innerHTML = html + CHUNK
  document.head.replaceChildren()
  vi.stubGlobal("fetch", () =>
    shopper ? Promise.resolve(Response.json(shopper)) : Promise.reject(new Error()),
  )
  sleep(WAITING, `awake-${String(turn)}`)
}

beforeEach(() => {
  awake()
  document.dispatchEvent(new Event("pointerdown", { bubbles: true }))
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(tell: typeof moving) {
        moving = tell
      }
      observe = () => undefined
    },
  )
  vi.stubGlobal("requestIdleCallback", (work: () => void) => work())
})

it("fetches its scripts, and runs none before somebody is there", () => {
  open("<p>Lamps</p>")
  expect(running()).toBeNull()
  expect(document.head.querySelector("link")?.getAttribute("href")).toBe("/_next/static/a.js")
})

it.each(["pointermove", "pointerdown", "scroll", "keydown", "focusin", "click", "input", "change"])(
  "runs its scripts once at %s",
  (sign) => {
    open("<p>Lamps</p>")
    document.body.dispatchEvent(new Event(sign, { bubbles: true }))
    document.body.dispatchEvent(new Event(sign, { bubbles: true }))
    expect(document.querySelectorAll("script")).toHaveLength(1)
    expect(running()?.getAttribute("src")).toBe("/_next/static/a.js")
    expect(running()?.id).toBe("_R_")
    expect(running()?.hasAttribute("type")).toBe(false)
  },
)

it("takes a pointer that lies still beneath the page for nobody", () => {
  open("<p>Lamps</p>")
  const move = (movementX: number) =>
    document.body.dispatchEvent(
      Object.assign(new Event("pointermove", { bubbles: true }), { movementX, movementY: 0 }),
    )
  move(0)
  expect(running()).toBeNull()
  move(1)
  expect(running()).not.toBeNull()
})

it("runs no script that came in from elsewhere", () => {
  open(`<script type="${WAITING_TYPE}" data-src="https://evil.example/_next/static/a.js"></script>`)
  document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }))
  const sources = [...document.querySelectorAll("script[src]")].map((each) => each.getAttribute("src"))
  expect(sources).toEqual(["/_next/static/a.js"])
})

it("runs them when something that moves comes into sight", () => {
  open("<p data-wakes>3 days</p>")
  moving([{ isIntersecting: false }])
  expect(running()).toBeNull()
  moving([{ isIntersecting: true }])
  expect(running()).not.toBeNull()
})

it.each([
  ["is signed in", { ...NOBODY, isSignedIn: true }],
  ["finds the shop away", { ...NOBODY, isAway: true }],
  ["gets no answer", null],
])("runs them for who %s", async (_, shopper) => {
  open("", shopper)
  await vi.waitFor(() => expect(running()).not.toBeNull())
})

it("says what is in the cart without them", async () => {
  open('<a><span data-cart="words">Cart, empty</span><span data-cart="number" hidden>0</span></a>', {
    ...NOBODY,
    itemCount: 2,
    cartWords: "Cart, 2 items",
  })
  await vi.waitFor(() => expect(document.querySelector("a")?.textContent).toBe("Cart, 2 items2"))
  expect(document.querySelector<HTMLElement>('[data-cart="number"]')?.hidden).toBe(false)
  expect(running()).toBeNull()
})

it("presses a button again that was pressed too early", () => {
  open('<button type="button"><i>Menu</i></button>')
  const pressed = vi.fn()
  const button = document.querySelector("button")
  document.querySelector("i")?.click()
  button?.addEventListener("click", pressed)
  expect(pressed).not.toHaveBeenCalled()
  awake()
  expect(pressed).toHaveBeenCalledOnce()
})

it("tells of Enter in a field that no form sends, and of none that one does", () => {
  open('<input id="quantity"><form method="post"><input id="code"></form>')
  const told = vi.fn()
  document.body.addEventListener("keydown", ({ key, target }) => void told(key, (target as Element).id))
  for (const field of document.querySelectorAll("input")) {
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }))
  }
  expect(told.mock.calls).toEqual([["Enter", "code"]])
  told.mockClear()
  awake()
  expect(told.mock.calls).toEqual([["Enter", "quantity"]])
})

it.each(['<form method="post">', "<form>"])(
  "sends %s with the button that was pressed, when the scripts have run or failed to come",
  (form) => {
    for (const end of [awake, () => running()?.dispatchEvent(new Event("error"))]) {
      open(`${form}<button name="to" value="cart">Add</button></form>`)
      const button = document.querySelector("button")
      document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }))
      button?.click()
      const sent = vi.fn((event: SubmitEvent) => {
        event.preventDefault()
        return event.submitter
      })
      document.querySelector("form")?.addEventListener("submit", sent)
      end()
      expect(sent.mock.results.map(({ value }) => value as unknown)).toEqual([button])
    }
  },
)

it("lets links and forms that only ask go their way", () => {
  open('<form action="/search"><button>Search</button></form><a href="#lamps">Lamps</a>')
  const gone = vi.fn((event: Event) => event.preventDefault())
  document.querySelector("form")?.addEventListener("submit", gone)
  document.querySelector("a")?.addEventListener("click", gone)
  document.querySelector("button")?.click()
  document.querySelector("a")?.click()
  expect(gone).toHaveBeenCalledTimes(2)
})

it("tells of what was typed, chosen and ticked meanwhile, and leaves it as it is", () => {
  open('<input id="q"><select><option>EUR<option>USD</select><input type="checkbox">')
  const [text, box] = [...document.querySelectorAll("input")]
  const select = document.querySelector("select")
  if (!text || !box || !select) throw new Error("incomplete page")
  text.value = "so"
  select.value = "USD"
  for (const field of [text, select]) field.dispatchEvent(new Event("input", { bubbles: true }))
  box.click()
  const told: string[] = []
  document.body.addEventListener("input", ({ target }) => told.push((target as HTMLInputElement).value))
  awake()
  expect([text.value, select.value, box.checked]).toEqual(["so", "USD", true])
  expect(told).toEqual(["so", "USD", "on"])
})
