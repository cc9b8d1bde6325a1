import { describe, expect, it } from "vitest"

import { CLOSED, pressKey, type ComboboxState } from "@/features/search/combobox"

const OPEN: ComboboxState = { isOpen: true, active: -1 }

describe("pressKey", () => {
  it("opens with the first option on arrow down, with the last on arrow up", () => {
    expect(pressKey(CLOSED, "ArrowDown", 3).state).toEqual({ isOpen: true, active: 0 })
    expect(pressKey(CLOSED, "ArrowUp", 3).state).toEqual({ isOpen: true, active: 2 })
  })

  it("goes round through the text field", () => {
    expect(pressKey({ isOpen: true, active: 2 }, "ArrowDown", 3).state.active).toBe(-1)
    expect(pressKey({ isOpen: true, active: 0 }, "ArrowUp", 3).state.active).toBe(-1)
    expect(pressKey(OPEN, "ArrowUp", 3).state.active).toBe(2)
  })

  it("stays in the text field when there is nothing to choose", () => {
    expect(pressKey(OPEN, "ArrowDown", 0).state.active).toBe(-1)
  })

  it("chooses with Enter only what the arrows are on; else the form is sent", () => {
    expect(pressKey({ isOpen: true, active: 1 }, "Enter", 3)).toMatchObject({
      isChosen: true,
      isHandled: true,
    })
    expect(pressKey(OPEN, "Enter", 3)).toEqual({
      state: CLOSED,
      isHandled: false,
      isChosen: false,
      clears: false,
    })
  })

  it("closes with the first Escape and clears with the second", () => {
    const first = pressKey({ isOpen: true, active: 1 }, "Escape", 3)
    expect([first.state, first.clears]).toEqual([CLOSED, false])
    expect(pressKey(first.state, "Escape", 3).clears).toBe(true)
  })

  it.each(["Home", "End", "a", "ArrowLeft", "Tab"])("leaves %s to the text field", (key) => {
    expect(pressKey(OPEN, key, 3).isHandled).toBe(false)
  })

  it("lets go of the option when the caret moves", () => {
    expect(pressKey({ isOpen: true, active: 1 }, "Home", 3).state.active).toBe(-1)
  })
})
