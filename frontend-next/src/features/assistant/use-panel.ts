import { useEffect, useEffectEvent, useRef, type RefObject } from "react"

/** As in `.assistant`: below it the panel lies over the whole page. */
const NARROW = "(width < 40rem)"

type Panel = { dialog: RefObject<HTMLDialogElement | null>; isOver: () => boolean }

/** A dialog beside the page, or over it where there is no room beside. Escape closes either. */
export function usePanel(isOpen: boolean, onClose: () => void): Panel {
  const dialog = useRef<HTMLDialogElement>(null)
  const isOver = () => dialog.current?.matches(":modal") ?? false
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isTaken = event.defaultPrevented || document.querySelector(":modal") !== null
    if (event.key === "Escape" && !isTaken) onClose()
  })
  useEffect(() => {
    const panel = dialog.current
    if (!panel || !isOpen) {
      panel?.close()
      return
    }
    if (window.matchMedia(NARROW).matches) panel.showModal()
    else panel.show()
    const forget = fitAboveKeyboard(panel)
    document.addEventListener("keydown", onKeyDown)
    return () => {
      forget()
      document.removeEventListener("keydown", onKeyDown)
    }
  }, [isOpen])
  return { dialog, isOver }
}

/** The keyboard of a phone covers the page without telling it: only the visible part is used. */
function fitAboveKeyboard(panel: HTMLElement): () => void {
  const visible = window.visualViewport
  const fit = () => {
    panel.style.setProperty("--visible-height", `${String(visible?.height)}px`)
    panel.style.setProperty("--visible-top", `${String(visible?.offsetTop)}px`)
  }
  if (visible) fit()
  visible?.addEventListener("resize", fit)
  visible?.addEventListener("scroll", fit)
  return () => {
    visible?.removeEventListener("resize", fit)
    visible?.removeEventListener("scroll", fit)
  }
}
