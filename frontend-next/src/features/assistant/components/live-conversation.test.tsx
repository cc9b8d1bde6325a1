import { act, render, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import { expect, it, vi } from "vitest"

import { Conversation } from "@/features/assistant/components/conversation"
import type { Ears } from "@/features/assistant/line-words"
import { chatMessage } from "@/testing/chat"
import messages from "@messages/en.json"

const readMessages = vi.hoisted(() => vi.fn())
const line = vi.hoisted(() => ({ ears: undefined as Ears | undefined, typing: vi.fn(), close: vi.fn() }))
vi.mock("@/features/assistant/asking", async (original) => ({ ...(await original<object>()), readMessages }))
vi.mock("@/features/assistant/line", () => ({
  Line: vi.fn(function (_locale: string, _session: string, ears: Ears) {
    line.ears = ears
    return line
  }),
}))
vi.mock("next/navigation", () => ({ useRouter: () => ({}), usePathname: () => "/en" }))
vi.mock("@/i18n/navigation", () => ({ Link: () => null }))

const WRITES = "A person of the shop is writing …"

it("shows at once what comes over the line, and that somebody writes it", async () => {
  Element.prototype.scrollTo = () => undefined
  window.matchMedia = () => ({ matches: true }) as MediaQueryList
  const opened = {
    assistant: { name: "Reed", welcome: "Hello!", questions: [] },
    currency: "EUR",
    words: { assistant: messages.assistant, price: messages.price },
    templates: [],
    session: "chat_1",
    messages: [chatMessage({ id: "msg_1", number: 1, text: "Hello" })],
  }
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <Conversation opened={opened} isOpen onLeave={() => undefined} />
    </NextIntlClientProvider>,
  )
  act(() => {
    line.ears?.onLive(true)
    line.ears?.onTyping()
  })
  expect(screen.getByText(WRITES).getAttribute("role")).toBe("status")

  act(() => line.ears?.onMessage(chatMessage({ id: "msg_2", number: 2, role: "staff", text: "Grace here." })))
  screen.getByText("Grace here.", { selector: "article p" })
  expect(screen.queryByText(WRITES)).toBeNull()
  expect(line.ears?.lastNumber()).toBe(2)

  await userEvent.type(screen.getByRole("textbox"), "hi")
  expect(line.typing).toHaveBeenCalled()
  expect(readMessages).not.toHaveBeenCalled()
})
