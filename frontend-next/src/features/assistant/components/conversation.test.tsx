import { render, screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { NextIntlClientProvider } from "next-intl"
import { beforeEach, expect, it, vi } from "vitest"

import { Conversation } from "@/features/assistant/components/conversation"
import { RefusedError } from "@/features/assistant/asking"
import type { Asked, Heard, Opened } from "@/features/assistant/talk"
import type { ChatMessage, ProductCard } from "@/lib/api/types"
import { chatMessage } from "@/testing/chat"
import messages from "@messages/en.json"

const asking = vi.hoisted(() => ({
  beginSession: vi.fn(),
  listSessions: vi.fn(),
  readMessages: vi.fn(),
  readOffers: vi.fn(),
  react: vi.fn(),
}))
const say = vi.hoisted(() => vi.fn())
const askForShopper = vi.hoisted(() => vi.fn())
const refresh = vi.hoisted(() => vi.fn())
vi.mock("@/features/assistant/asking", async (original) => ({ ...(await original<object>()), ...asking }))
vi.mock("@/features/assistant/saying", () => ({ say }))
vi.mock("@/lib/shopper/store", () => ({ askForShopper }))
vi.mock("@/features/assistant/use-line", () => ({
  useLine: () => ({ line: { current: undefined }, isLive: false, isTyping: false }),
}))
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh }), usePathname: () => "/en" }))
vi.mock("@/i18n/navigation", () => ({
  Link: ({ href, children }: { href: string; children: React.ReactNode }) => <a href={href}>{children}</a>,
}))

const UNDO = { tool: "change_cart", arguments: { variant_id: "var_1", quantity: 0 } } as const
const SOFA = {
  id: "prod_1",
  slug: "marsh-sofa",
  name: "Marsh Sofa",
  image: null,
  default_variant_id: null,
  availability: { is_available: true, status: "in_stock" },
  rating: { average: "4.5", count: 2 },
  prices: { EUR: { from: money("900.00"), to: money("1200.00"), compare_at: null, lowest_30_days: null } },
} as unknown as ProductCard

function money(amount: string) {
  return { amount, currency: "EUR" }
}

/** The assistant answers so to whatever is said next. */
function answers(said: Partial<ChatMessage>, number = 2): void {
  say.mockImplementationOnce(
    (_locale: string, _session: string, { text, key }: Asked, hear: (heard: Heard) => void) => {
      const question = chatMessage({ id: key, number: number - 1, role: "person", text })
      hear({ type: "question", message: question })
      hear({
        type: "answer",
        message: chatMessage({ id: `msg_${String(number)}`, number, text: "Here:", ...said }),
      })
      return Promise.resolve()
    },
  )
}

function show(opened: Partial<Opened> = {}) {
  const known: Opened = {
    assistant: { name: "Reed", welcome: "Hello!", questions: ["Where is my order?"] },
    currency: "EUR",
    words: { assistant: messages.assistant, price: messages.price },
    messages: [],
    templates: [],
    ...opened,
  }
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <Conversation opened={known} isOpen onLeave={() => undefined} />
    </NextIntlClientProvider>,
  )
}

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Your message" })
const button = (name: string | RegExp) => screen.getByRole("button", { name })

beforeEach(() => {
  for (const each of [...Object.values(asking), say]) each.mockReset()
  asking.beginSession.mockResolvedValue("chat_1")
  asking.react.mockResolvedValue(undefined)
  Element.prototype.scrollTo = vi.fn() as typeof Element.prototype.scrollTo
  window.matchMedia = vi.fn().mockReturnValue({ matches: true })
})

it("begins in the field, sends with Enter and shows what is answered and where it is from", async () => {
  answers({ citations: [{ title: "Returns", path: "/returns/", excerpt: "30 days" }] })
  show()
  expect(document.activeElement).toBe(field())

  await userEvent.keyboard("returns{Enter}")

  expect(await screen.findByText("30 days")).toBeDefined()
  expect(screen.getByRole("link", { name: "Returns" }).getAttribute("href")).toBe("/returns/")
  expect(screen.getAllByRole("status").map(({ textContent }) => textContent.trim())).toContain("Here:")
  expect(field().value).toBe("")
  expect(say.mock.calls[0]?.slice(0, 2)).toEqual(["en", "chat_1"])
})

it("keeps what could not be sent, and sends it again under the same key", async () => {
  say.mockRejectedValueOnce(new RefusedError({ code: "", detail: "" }))
  show()
  await userEvent.keyboard("lamps{Enter}")

  expect((await screen.findByRole("alert")).textContent).toContain("could not be sent")
  expect(field().value).toBe("lamps")
  answers({ text: "Lamps:" })
  await userEvent.click(button("Try again"))

  expect(await screen.findByText("Lamps:", { selector: "article *" })).toBeDefined()
  const [first, second] = say.mock.calls as unknown as [string, string, Asked][]
  expect(second?.[2]).toEqual(first?.[2])
  expect(field().value).toBe("")
  expect(asking.beginSession).toHaveBeenCalledTimes(1)
})

it("begins anew when the conversation is over, and says it there", async () => {
  say.mockRejectedValueOnce(new RefusedError({ code: "conversation_full", detail: "Full." }))
  answers({ text: "Lamps:" })
  show({ session: "chat_0" })

  await userEvent.keyboard("lamps{Enter}")

  expect(await screen.findByText("Lamps:", { selector: "article *" })).toBeDefined()
  expect(say.mock.calls.map(([, session]) => session as string)).toEqual(["chat_0", "chat_1"])
})

it("asks with a quick question, and takes a change back with its button", async () => {
  answers({
    change: { variant_id: "var_1", name: "Lamp", before: 0, after: 1 },
    buttons: [{ label: "Undo that", action: UNDO }],
  })
  show()
  await userEvent.click(button("Where is my order?"))
  expect(await screen.findByText("Lamp: 1 in your basket (before: 0)")).toBeDefined()
  expect(askForShopper).toHaveBeenCalledWith("en")

  answers({ text: "Done.", change: { variant_id: "var_1", name: "", before: 1, after: 0 } }, 4)
  await userEvent.click(button("Undo that"))

  expect(await screen.findByText("It is out of your basket again.")).toBeDefined()
  expect(say.mock.calls[1]?.[2]).toMatchObject({ text: "Undo that", action: UNDO })
  expect(screen.queryByRole("button", { name: "Undo that" })).toBeNull()
})

it("has a variant chosen before it goes into the basket", async () => {
  const choices = [
    { id: "var_1", label: "Oak", price: money("900.00"), isAvailable: false },
    { id: "var_2", label: "Ash", price: money("1200.00"), isAvailable: true },
  ]
  asking.readOffers.mockResolvedValue([{ slug: "marsh-sofa", choices, facts: [] }])
  answers({ products: [SOFA] })
  show()
  await userEvent.keyboard("sofas{Enter}")
  await userEvent.click(await screen.findByRole("button", { name: "Choose a variant Marsh Sofa" }))

  expect(
    (await screen.findByRole("option", { name: "Oak · €900.00 · Sold out" })).hasAttribute("disabled"),
  ).toBe(true)
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "Variant" }))
  answers({ text: "Added." }, 4)
  await userEvent.click(button("Add to basket Marsh Sofa"))

  expect(say.mock.calls[1]?.[2]).toMatchObject({
    text: "Add Marsh Sofa (Ash)",
    action: { tool: "add_to_cart", arguments: { variant_id: "var_2", quantity: 1 } },
  })
})

it("puts products side by side", async () => {
  const other = { ...SOFA, id: "prod_2", slug: "fen-sofa", name: "Fen Sofa" }
  const fact = { code: "width", name: "Width", label: "210", unit: "cm" }
  asking.readOffers.mockResolvedValue([{ slug: "fen-sofa", choices: [], facts: [fact] }])
  answers({ products: [SOFA, other] })
  show()
  await userEvent.keyboard("sofas{Enter}")
  await userEvent.click(await screen.findByRole("button", { name: "Compare side by side" }))

  const row = await screen.findByRole("row", { name: "Width – 210 cm" })
  expect(within(row).getByRole("rowheader").textContent).toContain("Width")
  expect(screen.getByRole("row", { name: "Rating 4.5 of 5 4.5 of 5" })).toBeDefined()
})

it("says whether an answer helped, and asks why it did not", async () => {
  answers({})
  show()
  await userEvent.keyboard("lamps{Enter}")
  await userEvent.click(await screen.findByRole("button", { name: "It did not help" }))
  await userEvent.click(button("I meant something else"))

  expect(asking.react.mock.calls).toEqual([
    ["en", "msg_2", "down"],
    ["en", "msg_2", "down", "I meant something else"],
  ])
  expect(await screen.findByText(/Thank you/)).toBeDefined()
})

it("takes a thumb back when it was not heard", async () => {
  answers({})
  asking.react.mockRejectedValueOnce(new RefusedError({ code: "", detail: "" }))
  show()
  await userEvent.keyboard("lamps{Enter}")
  const up = await screen.findByRole("button", { name: "It helped" })
  await userEvent.click(up)

  expect(up.getAttribute("aria-pressed")).toBe("false")
})

it("goes on with an earlier conversation", async () => {
  const earlier = { id: "chat_7", title: "Sofas", message_count: 2, updated_at: "2026-11-01T09:00:00Z" }
  asking.listSessions.mockResolvedValue([earlier])
  asking.readMessages.mockResolvedValue([chatMessage({ text: "These are sofas." })])
  answers({}, 4)
  show()
  await userEvent.click(button("Earlier conversations"))
  await userEvent.click(await screen.findByRole("button", { name: /Sofas/ }))
  expect(await screen.findByText("These are sofas.")).toBeDefined()
  await userEvent.type(field(), "lamps{Enter}")

  expect(say.mock.calls[0]?.[1]).toBe("chat_7")
})

it("shows what a person of the shop writes instead of the assistant", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  say.mockImplementationOnce(
    (_locale: string, _session: string, { text }: Asked, hear: (heard: Heard) => void) => {
      hear({ type: "question", message: chatMessage({ role: "person", text }) })
      return Promise.resolve()
    },
  )
  const written = chatMessage({ id: "msg_2", number: 2, role: "staff", text: "Grace here." })
  asking.readMessages.mockResolvedValue([chatMessage({ role: "person", text: "hello" }), written])
  show()
  await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).keyboard("hello{Enter}")
  expect(await screen.findByText("A person of the shop will answer here.")).toBeDefined()

  await vi.advanceTimersByTimeAsync(4_100)

  expect(await screen.findByText("Grace here.", { selector: "article *" })).toBeDefined()
  expect(screen.queryByRole("group", { name: "Did this help?" })).toBeNull()
  vi.useRealTimers()
})
