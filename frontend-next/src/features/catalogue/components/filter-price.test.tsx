import { fireEvent, render, screen } from "@testing-library/react"
import { NextIntlClientProvider } from "next-intl"
import { expect, it, vi } from "vitest"

import { FilterPrice } from "@/features/catalogue/components/filter-price"
import { parseListing } from "@/features/catalogue/listing-state"
import type { Facet } from "@/lib/api/types"

import messages from "../../../../messages/de.json"

const FACET = { code: "price", name: "Preis", type: "range", buckets: [], values: [] } as unknown as Facet

function show(onChange: (minimum: string, maximum: string) => void) {
  render(
    <NextIntlClientProvider locale="de" messages={messages}>
      <FilterPrice
        idPrefix="f"
        facet={{ ...FACET, minimum: null, maximum: null }}
        state={parseListing({})}
        currency="EUR"
        onChange={onChange}
      />
    </NextIntlClientProvider>,
  )
  return screen.getByLabelText("Bis (EUR)")
}

it("takes an amount over as the language writes it", () => {
  const onChange = vi.fn()
  const field = show(onChange)
  fireEvent.blur(field, { target: { value: "1.090,50 €" } })
  expect(onChange).toHaveBeenCalledExactlyOnceWith("", "1090.5")
  expect(screen.queryByRole("alert")).toBeNull()
})

it("says that it cannot read an amount, and keeps what was typed", () => {
  const onChange = vi.fn()
  const field = show(onChange)
  fireEvent.blur(field, { target: { value: "billig" } })
  expect(onChange).not.toHaveBeenCalled()
  expect(screen.getByRole("alert").textContent).toContain("Kein Betrag")
  expect(field).toHaveProperty("value", "billig")
  expect(field.getAttribute("aria-invalid")).toBe("true")
})
