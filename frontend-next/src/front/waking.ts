/** A script that waits, as `asleep` leaves it in the page. */
export const WAITING_TYPE = "waits"

/** All of them. One that somebody's text brought in from elsewhere would run with the trust of the one that wakes it. */
export const WAITING = `script[type=${WAITING_TYPE}][data-src^="/_next/static/"]`

declare global {
  interface Window {
    /** What a sleeping page has asked of the shopper, and when. */
    heronEarly?: { answer: Promise<Response | null>; askedAt: number }
  }
}

type Greeted = { isAway: boolean; isSignedIn: boolean; itemCount: number; cartWords: string }

/**
 * Runs in a kept page before anything else, and is sent as it stands here: it may name nothing that is outside of it.
 *
 * The page is complete and works with links and forms. Its scripts are fetched when the browser has nothing else to
 * do, and run at the first sign of a person, or at once where something that moves by them is in sight, or where
 * the shopper is signed in or the shop away. What was pressed and typed meanwhile happens once they have run, Enter in a
 * field that no form sends as well; if they do not come, it happens as it does without scripts.
 */
export function sleep(selector: string, awakeEvent: string): void {
  // The latter without the former come of what fills in forms, and of what helps people who use no pointer.
  const signs = "pointermove pointerdown scroll keydown focusin click submit input change".split(" ")
  const typed = new Set<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>()
  let pressed: (() => void) | null = null
  let isAwake = false

  const waiting = () => [...document.querySelectorAll<HTMLScriptElement>(selector)]

  const wake = () => {
    if (isAwake) return
    isAwake = true
    for (const sign of signs) removeEventListener(sign, notice, true)
    for (const one of waiting()) one.replaceWith(running(one))
  }

  /** A browser also tells of a pointer that lies still, when a page is laid out beneath it. */
  const notice = (event: Event) => {
    const { movementX, movementY } = event as PointerEvent
    if (event.type !== "pointermove" || movementX !== 0 || movementY !== 0) wake()
  }

  const running = (one: HTMLScriptElement) => {
    const script = document.createElement("script")
    for (const { name, value } of one.attributes) if (name !== "type") script.setAttribute(name, value)
    script.src = one.dataset.src ?? ""
    script.addEventListener("error", catchUp)
    return script
  }

  const press = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null
    if (!button || button.type === "submit") return
    event.preventDefault()
    event.stopImmediatePropagation()
    pressed = () => button.click()
  }

  const send = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement
    if (form.method !== "post" && form.hasAttribute("action")) return
    event.preventDefault()
    event.stopImmediatePropagation()
    pressed = () => form.requestSubmit(event.submitter)
  }

  const enter = (event: KeyboardEvent) => {
    const { key, target } = event
    if (key !== "Enter" || !(target instanceof HTMLInputElement) || target.form) return
    event.stopImmediatePropagation()
    pressed = () =>
      target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
  }

  const type = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) typed.add(target)
    if (target instanceof HTMLSelectElement) typed.add(target)
  }

  const early = { click: press, submit: send, keydown: enter, input: type, change: type }

  /** React takes what stands in a field when it comes for what always stood there: it is told of the change. */
  const retype = (field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) => {
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = !field.checked
      field.click()
      return
    }
    const { value } = field
    const kind = Object.getPrototypeOf(field) as object
    if (!(field instanceof HTMLSelectElement)) field.value = ""
    Reflect.set(kind, "value", value, field)
    field.dispatchEvent(new Event("input", { bubbles: true }))
    field.dispatchEvent(new Event("change", { bubbles: true }))
  }

  const catchUp = () => {
    for (const [name, keep] of Object.entries(early)) removeEventListener(name, keep as EventListener, true)
    for (const field of typed) if (field.isConnected) retype(field)
    typed.clear()
    pressed?.()
    pressed = null
  }

  const fetchAhead = () => {
    if (isAwake || (navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return
    for (const { dataset } of waiting()) {
      const link = document.createElement("link")
      link.rel = link.relList.supports("prefetch") ? "prefetch" : "preload"
      link.as = "script"
      link.href = dataset.src ?? ""
      document.head.append(link)
    }
  }

  const rest = () => {
    const sight = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) wake()
    })
    for (const moving of document.querySelectorAll("[data-wakes]")) sight.observe(moving)
    if ("requestIdleCallback" in window) requestIdleCallback(fetchAhead)
    else setTimeout(fetchAhead, 200)
  }

  const greet = async () => {
    const answer = await window.heronEarly?.answer
    const shopper = answer?.ok ? ((await answer.clone().json()) as Greeted) : null
    if (isAwake) return
    if (!shopper || shopper.isAway || shopper.isSignedIn) wake()
    else if (shopper.itemCount) {
      for (const place of document.querySelectorAll<HTMLElement>("[data-cart]")) {
        place.textContent = place.dataset.cart === "words" ? shopper.cartWords : `${shopper.itemCount}`
        place.hidden = false
      }
    }
  }

  const answer = fetch(`/api/shopper?locale=${document.documentElement.lang}`).catch(() => null)
  window.heronEarly = { answer, askedAt: Date.now() }
  void greet()
  for (const sign of signs) addEventListener(sign, notice, { capture: true, passive: true })
  for (const [name, keep] of Object.entries(early)) addEventListener(name, keep as EventListener, true)
  addEventListener(awakeEvent, catchUp, { once: true })
  if (document.readyState === "complete") rest()
  else addEventListener("load", rest, { once: true })
}
