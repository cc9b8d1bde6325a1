type Stop = () => void

/** A draft is one page: whoever follows a link leaves it, with all that was drawn around it. */
export function followLinksWhole(): Stop {
  return onClick((event, target) => {
    const link = target.closest<HTMLAnchorElement>("a[href]")
    if (!link || link.target || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    window.location.assign(link.href)
  })
}

/** A click on a block has the back office open its field; links and buttons of the draft do nothing. */
export function openBlocksOnClick(backOffice: string): Stop {
  const stopClicks = onClick((event, target) => {
    const block = target.closest<HTMLElement>("[data-block]")
    if (block || target.closest("a[href], button[type=submit]")) {
      event.preventDefault()
      event.stopPropagation()
    }
    if (block) window.parent.postMessage({ heron: { type: "open-block", id: block.id } }, backOffice)
  })
  const stopMarks = markUnderPointer()
  return () => {
    stopClicks()
    stopMarks()
  }
}

function markUnderPointer(): Stop {
  let marked: HTMLElement | null = null
  const mark = ({ target }: Event) => {
    const block = target instanceof Element ? target.closest<HTMLElement>("[data-block]") : null
    if (block === marked) return
    if (marked) marked.style.outline = marked.style.cursor = ""
    if (block)
      Object.assign(block.style, { outline: "2px solid #00676a", outlineOffset: "4px", cursor: "pointer" })
    marked = block
  }
  document.addEventListener("pointerover", mark)
  return () => {
    document.removeEventListener("pointerover", mark)
  }
}

/** Before anything on the page hears of the click, the router among it. */
function onClick(act: (event: MouseEvent, target: Element) => void): Stop {
  const listen = (event: MouseEvent) => {
    if (event.target instanceof Element) act(event, event.target)
  }
  document.addEventListener("click", listen, { capture: true })
  return () => {
    document.removeEventListener("click", listen, { capture: true })
  }
}
