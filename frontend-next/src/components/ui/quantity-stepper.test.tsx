import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import { expect, it, vi } from "vitest"

import { parseQuantity, QuantityStepper } from "@/components/ui/quantity-stepper"
import messages from "@messages/en.json"

function show(onChange = vi.fn(), onSubmit = vi.fn((event: React.SyntheticEvent) => event.preventDefault())) {
  render(
    <NextIntlClientProvider locale="en" messages={messages}>
      <form onSubmit={onSubmit}>
        <QuantityStepper id="quantity" label="Quantity" value={2} onChange={onChange} />
      </form>
    </NextIntlClientProvider>,
  )
  return { field: screen.getByRole<HTMLInputElement>("textbox"), onChange, onSubmit }
}

it.each(["-3", "abc", "0", "1.5", "2x"])(
  "says that %s is no quantity and shows the true one",
  async (text) => {
    const { field, onChange, onSubmit } = show()
    await userEvent.clear(field)
    await userEvent.type(field, `${text}{Enter}`)

    expect(screen.getByRole("alert").textContent).toBe("Please enter a whole number from 1 to 999.")
    expect(field.getAttribute("aria-invalid")).toBe("true")
    expect(field.value).toBe("2")
    expect(onChange).not.toHaveBeenCalled()
    expect(onSubmit).not.toHaveBeenCalled()
  },
)

it("says so of an empty field that is left, and falls silent with the next good one", async () => {
  const { field, onChange } = show()
  await userEvent.clear(field)
  await userEvent.tab()
  expect(screen.getByRole("alert")).toBeTruthy()

  await userEvent.clear(field)
  await userEvent.type(field, "5{Enter}")
  expect(screen.queryByRole("alert")).toBeNull()
  expect(onChange).toHaveBeenCalledExactlyOnceWith(5)
})

it.each([
  ["1", 1],
  [" 12 ", 12],
  ["٧", 7],
  ["999", 999],
  ["1000", null],
  ["", null],
  ["1e2", null],
])("reads %o as %o", (text, quantity) => {
  expect(parseQuantity(text)).toBe(quantity)
})
