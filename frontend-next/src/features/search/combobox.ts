/** What a list of suggestions does when keys are pressed: the ARIA combobox with manual selection. */
export type ComboboxState = {
  isOpen: boolean
  /** The option the arrow keys are on; -1 is the text field itself. */
  active: number
}

export const CLOSED: ComboboxState = { isOpen: false, active: -1 }

export type KeyOutcome = { state: ComboboxState; isHandled: boolean; isChosen: boolean; clears: boolean }

/** `count` is the number of options on show. Keys that are not handled keep their usual meaning in a text field. */
export function pressKey(state: ComboboxState, key: string, count: number): KeyOutcome {
  switch (key) {
    case "ArrowDown":
      return handled({ isOpen: true, active: step(state, count, 1) })
    case "ArrowUp":
      return handled({ isOpen: true, active: step(state, count, -1) })
    case "Escape":
      // The first press closes the list, the second empties the field.
      return { ...handled(CLOSED), clears: !state.isOpen }
    case "Enter":
      if (state.isOpen && state.active >= 0) return { ...handled(state), isChosen: true }
      return ignored(CLOSED)
    case "Tab":
      return ignored(CLOSED)
    case "Home":
    case "End":
      // Both belong to the text; the list lets go of its option so that the caret is where the focus is.
      return ignored({ ...state, active: -1 })
    default:
      return ignored(state)
  }
}

/** Around in a circle, with the text field between the last option and the first. */
function step({ isOpen, active }: ComboboxState, count: number, by: 1 | -1): number {
  if (count === 0) return -1
  const from = isOpen ? active : -1
  const next = from + by
  if (next < -1) return count - 1
  return next >= count ? -1 : next
}

function handled(state: ComboboxState): KeyOutcome {
  return { state, isHandled: true, isChosen: false, clears: false }
}

function ignored(state: ComboboxState): KeyOutcome {
  return { state, isHandled: false, isChosen: false, clears: false }
}
