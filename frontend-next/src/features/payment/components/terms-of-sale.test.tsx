import { render, screen } from "@testing-library/react"
import { NextIntlClientProvider } from "next-intl"
import { expect, it } from "vitest"

import { TermsOfSale } from "@/features/payment/components/terms-of-sale"
import messages from "@messages/en.json"

const TERMS = {
  version: "leg_01JD40AAAABBBBCCCCDDDDEEEE",
  number: 3,
  title: "Terms of sale",
  path: "/legal-versions/leg_01JD40AAAABBBBCCCCDDDDEEEE",
  dated: "2026-05-03",
  is_demanded: false,
}

function show(isDemanded: boolean, error?: string) {
  render(
    <NextIntlClientProvider locale="en" messages={messages}>
      <form data-testid="form">
        <TermsOfSale terms={{ ...TERMS, is_demanded: isDemanded }} error={error} />
      </form>
    </NextIntlClientProvider>,
  )
  return new FormData(screen.getByTestId<HTMLFormElement>("form")).get("accepted_terms")
}

it("sends the version that is shown where ordering means agreeing", () => {
  expect(show(false)).toBe(TERMS.version)
  expect(screen.queryByRole("checkbox")).toBeNull()
  expect(screen.getByRole("link").getAttribute("href")).toBe(`/en${TERMS.path}`)
})

it("sends nothing before a box is ticked that the shop demands", () => {
  expect(show(true, "Please tick that you agree to the terms.")).toBeNull()
  const box = screen.getByRole<HTMLInputElement>("checkbox")
  expect(box.required).toBe(true)
  expect(box.getAttribute("aria-describedby")).toBe(screen.getByRole("alert").id)
})
