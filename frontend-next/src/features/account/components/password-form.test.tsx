import { render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import { expect, it, vi } from "vitest"

import { PasswordForm } from "@/features/account/components/password-form"
import type { ActionState } from "@/lib/forms"
import messages from "@messages/en.json"

const REFUSED: ActionState = {
  ok: false,
  code: "validation_failed",
  detail: "",
  params: {},
  fields: { new_password: { code: "password_too_short", detail: "" } },
  values: {},
}

it("says what is wrong at its field, and takes the focus when it is done", async () => {
  const answers: ActionState[] = [REFUSED, { ok: true }]
  const action = vi.fn(() => Promise.resolve(answers.shift() ?? null))
  render(
    <NextIntlClientProvider locale="en" messages={messages}>
      <PasswordForm action={action} fields={["new_password"]} submit="Set" done="It is done." />
    </NextIntlClientProvider>,
  )
  await userEvent.click(screen.getByRole("button", { name: "Set" }))
  const field = await screen.findByLabelText<HTMLInputElement>("New password")
  await screen.findByText("Please use at least 10 characters.")
  expect(field.getAttribute("aria-invalid")).toBe("true")
  expect(document.activeElement).toBe(field)
  await userEvent.click(screen.getByRole("button", { name: "Set" }))
  const done = await screen.findByRole("status")
  expect(done.textContent).toBe("It is done.")
  expect(document.activeElement).toBe(done)
})
