/** What Wagtail's preview panel says to the frame, and hears from it. */
type Message = { type?: unknown; x?: unknown; y?: unknown }

/**
 * While somebody types, the panel loads a new frame and asks the old one where it stands. Answered here, and not by
 * the checks alone, which are loaded afterwards.
 */
export function answerScroll(backOffice: string): () => void {
  const say = (message: Record<string, unknown>) => {
    window.parent.postMessage({ wagtail: { ...message, origin: window.location.origin } }, backOffice)
  }
  const listen = ({ origin, data }: MessageEvent<{ wagtail?: Message } | null>) => {
    const message = origin === backOffice ? data?.wagtail : undefined
    if (message?.type === "w-preview:get-scroll-position") {
      say({ type: "w-preview:set-scroll-position", x: window.scrollX, y: window.scrollY })
    }
    if (message?.type === "w-preview:set-scroll-position") {
      window.scrollTo({ left: Number(message.x), top: Number(message.y), behavior: "instant" })
    }
  }
  window.addEventListener("message", listen)
  return () => {
    window.removeEventListener("message", listen)
  }
}

/** Wagtail's own checks of a page run in the page: its script, and the template that the script looks for. */
export function loadChecker(html: string, backOffice: string): void {
  if (document.querySelector("wagtail-userbar")) return
  const parsed = new DOMParser().parseFromString(html, "text/html")
  const template = parsed.querySelector("template")
  if (!template) return
  template.content
    .querySelector("[data-wagtail-userbar]")
    ?.setAttribute("data-wagtail-userbar-origin", backOffice)
  for (const link of template.content.querySelectorAll("link[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", backOffice).href)
  }
  document.body.append(document.importNode(template, true), document.createElement("wagtail-userbar"))
  for (const { attributes } of parsed.querySelectorAll("script[src]")) {
    const script = document.createElement("script")
    script.src = new URL(attributes.getNamedItem("src")?.value ?? "", backOffice).href
    script.async = false
    document.body.append(script)
  }
}
