import { beforeEach, expect, it, vi } from "vitest"

import { beginPayment } from "@/features/payment/actions"

const { forgetCart, left, redirected, rememberOrderKey, session } = vi.hoisted(() => ({
  forgetCart: vi.fn(),
  left: vi.fn(),
  redirected: vi.fn(({ href }: { href: string }) => href),
  rememberOrderKey: vi.fn(),
  session: { isSignedIn: true },
}))
vi.mock("next/cache", () => ({ refresh: vi.fn() }))
vi.mock("next/navigation", () => ({ redirect: left }))
vi.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("en") }))
vi.mock("@/i18n/navigation", () => ({ redirect: redirected }))
vi.mock("@/lib/session/order-access", () => ({ rememberOrderKey }))
vi.mock("@/lib/session/payment-memory", () => ({ forgetPayment: vi.fn(), rememberPayment: vi.fn() }))
vi.mock("@/lib/session/session", async () => {
  const { privateApi } = await import("@/lib/api/client")
  return {
    forgetCart,
    getChosenCurrency: () => Promise.resolve(undefined),
    isSignedIn: () => Promise.resolve(session.isSignedIn),
    sessionApi: () => Promise.resolve(privateApi({ accessToken: "a" })),
  }
})

const SEEN = { cart_id: "cart_1", fingerprint: "f1", payment_method: "invoice", attempt: "" }
const NEXT = { url: null as string | null, text: "", reference: "", client: {} as Record<string, string> }
const OPEN = { id: "com_1", state: "open", order_number: "R-1", payments: [], problem: null, order: null }
const PLACED = { ...OPEN, state: "placed", order: { access_token: "t" } }
const waitingFor = (next: object) => ({
  ...OPEN,
  payments: [{ state: "waiting", method: "card", decline: null, next_step: { ...NEXT, ...next } }],
})

function answer(body: object, status = 201) {
  const fetcher = vi.fn<(url: string, options: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(Response.json(body, { status })),
  )
  vi.stubGlobal("fetch", fetcher)
  return () => new Headers(fetcher.mock.calls[0]?.[1].headers).get("Idempotency-Key")
}

function formOf(entries: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(entries)) form.set(name, value)
  return form
}

const begin = (changes: Record<string, string> = {}) => beginPayment(null, formOf({ ...SEEN, ...changes }))

beforeEach(() => {
  vi.stubEnv("API_URL", "http://api.example")
  vi.clearAllMocks()
  session.isSignedIn = true
})

it("is one payment for all that was seen alike, and another one for whatever differs", async () => {
  const keyOf = async (changes: Record<string, string> = {}) => {
    const key = answer(PLACED)
    await begin(changes)
    return key()
  }
  const key = await keyOf()
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(await keyOf()).toBe(key)
  const changes: Record<string, string>[] = [
    { fingerprint: "f2" },
    { cart_id: "c2" },
    { payment_method: "card" },
    { gift_card: "A" },
  ]
  for (const change of [...changes, { attempt: "1" }]) expect(await keyOf(change)).not.toBe(key)
})

it("opens the order, and leaves its key on the device of a guest only", async () => {
  answer(PLACED)
  await begin()
  expect(redirected).toHaveBeenLastCalledWith({ href: "/orders/R-1?placed=1", locale: "en" })
  expect(forgetCart).toHaveBeenCalledOnce()
  expect(rememberOrderKey).not.toHaveBeenCalled()
  session.isSignedIn = false
  await begin()
  expect(rememberOrderKey).toHaveBeenCalledExactlyOnceWith("R-1", { token: "t" })
})

it("leaves for the payment service that asks on its own page", async () => {
  answer(waitingFor({ url: "https://pay.example/1" }))
  await begin({ scripts: "on" })
  expect(left).toHaveBeenCalledExactlyOnceWith("https://pay.example/1")
})

it("sends a form that came without scripts to a page of the shop, which links to the service", async () => {
  answer(waitingFor({ url: "https://pay.example/1" }))
  await begin()
  expect(left).not.toHaveBeenCalled()
  expect(redirected).toHaveBeenLastCalledWith({ href: "/checkout/payments/com_1", locale: "en" })
})

it("hands what only a script can do to the page", async () => {
  answer(waitingFor({ client: { provider: "stripe", client_secret: "s" } }))
  const begun = await begin({ scripts: "on" })
  expect(begun).toMatchObject({ ok: true, payment: { id: "com_1", isPayable: true } })
  expect(forgetCart).not.toHaveBeenCalled()
})

it("says what changed and keeps what was chosen", async () => {
  const change = { kind: "quantity", name: "Bowl", before: 3, after: 2 }
  answer({ status: 409, code: "checkout_changed", detail: "", changes: [change] }, 409)
  expect(await begin()).toMatchObject({
    ok: false,
    code: "checkout_changed",
    changes: [{ name: "Bowl", before: "3", after: "2" }],
    values: { payment_method: "invoice" },
  })
})
