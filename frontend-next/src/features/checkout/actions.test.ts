import { beforeEach, describe, expect, it, vi } from "vitest"

import { placeOrder, saveDetails } from "@/features/checkout/actions"
import type { Address } from "@/lib/api/types"

const redirected = vi.hoisted(() => vi.fn(({ href }: { href: string }) => href))

vi.mock("next/cache", () => ({ refresh: vi.fn() }))
const left = vi.hoisted(() => vi.fn())
vi.mock("next/navigation", () => ({ redirect: left }))
vi.mock("next-intl/server", () => ({ getLocale: () => Promise.resolve("en") }))
vi.mock("@/i18n/navigation", () => ({ redirect: redirected }))
const { rememberOrderKey, session } = vi.hoisted(() => ({
  rememberOrderKey: vi.fn(),
  session: { isSignedIn: true },
}))
vi.mock("@/lib/session/order-access", () => ({ rememberOrderKey }))
vi.mock("@/lib/session/session", async () => {
  const { privateApi } = await import("@/lib/api/client")
  return {
    forgetCart: vi.fn(),
    getChosenCurrency: () => Promise.resolve(undefined),
    isSignedIn: () => Promise.resolve(session.isSignedIn),
    sessionApi: () => Promise.resolve(privateApi({ accessToken: "a" })),
  }
})

const HOME: Address = {
  first_name: "Ada",
  last_name: "Moss",
  company: "",
  line1: "Oranienstraße 12",
  line2: "",
  city: "Berlin",
  region: "",
  postcode: "10999",
  country: "DE",
  phone: "",
}
const OFFICE = { ...HOME, company: "Moss Ltd", line1: "Kanal 3" }

type Sent = { path: string; method: string; key: string | null; body: Record<string, unknown> }

function answer(body: object = {}, status = 200): () => Sent[] {
  const fetcher = vi.fn<(url: string, options: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(Response.json(body, { status })),
  )
  vi.stubGlobal("fetch", fetcher)
  return () =>
    fetcher.mock.calls.map(([url, { method = "", headers, body: sent }]) => ({
      path: new URL(url).pathname,
      method,
      key: new Headers(headers).get("Idempotency-Key"),
      body: JSON.parse(typeof sent === "string" ? sent : "{}") as Record<string, unknown>,
    }))
}

function formOf(entries: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(entries)) form.set(name, value)
  return form
}

const fields = (kind: string, address: Address) =>
  Object.fromEntries(Object.entries(address).map(([name, value]) => [`${kind}.${name}`, value]))

beforeEach(() => {
  vi.stubEnv("API_URL", "http://api.example")
})

describe("saveDetails", () => {
  const both = {
    email: "ada@example.com",
    ...fields("shipping_address", HOME),
    ...fields("billing_address", OFFICE),
  }

  it("bills the address that was given for the bill, and only when one was asked for", async () => {
    const sent = answer()
    await saveDetails(null, formOf({ ...both, bills_elsewhere: "on" }))
    await saveDetails(null, formOf(both))
    expect(sent().map(({ body }) => body)).toEqual([
      { email: "ada@example.com", shipping_address: HOME, billing_address: OFFICE },
      { email: "ada@example.com", shipping_address: HOME, billing_address: null },
    ])
  })

  it("keeps the delivery address for the next time when that is wished", async () => {
    const sent = answer()
    await saveDetails(null, formOf({ ...both, save_address: "on" }))
    expect(sent()[1]).toMatchObject({
      path: "/api/v1/account/addresses/",
      method: "POST",
      body: { address: HOME },
    })
    expect(redirected).toHaveBeenLastCalledWith({ href: "/checkout?step=delivery", locale: "en" })
  })
})

describe("placeOrder", () => {
  const seen = { cart_id: "cart_1", fingerprint: "f1", payment_method: "offline" }
  const PLACED = { number: "R-1", access_token: "t", payments: [{ next_step: null }] }
  const keyOf = async (changes: object = {}) => {
    const sent = answer(PLACED, 201)
    await placeOrder(null, formOf({ ...seen, ...changes }))
    return sent()[0]?.key
  }

  it("is one order for all that was seen alike, and another one for whatever differs", async () => {
    const key = await keyOf()
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(await keyOf()).toBe(key)
    for (const change of [{ fingerprint: "f2" }, { cart_id: "cart_2" }, { payment_method: "bank-transfer" }])
      expect(await keyOf(change)).not.toBe(key)
  })
  it("leaves the key of an order on the device of a guest only", async () => {
    answer(PLACED, 201)
    rememberOrderKey.mockClear()
    await placeOrder(null, formOf(seen))
    expect(rememberOrderKey).not.toHaveBeenCalled()
    session.isSignedIn = false
    await placeOrder(null, formOf(seen))
    expect(rememberOrderKey).toHaveBeenCalledExactlyOnceWith("R-1", { token: "t" })
  })

  it("leaves for the payment service that waits for the customer", async () => {
    answer({ ...PLACED, payments: [{ next_step: { url: "https://pay.example/1" } }] }, 201)
    await placeOrder(null, formOf(seen))
    expect(left).toHaveBeenCalledExactlyOnceWith("https://pay.example/1")
  })
})
