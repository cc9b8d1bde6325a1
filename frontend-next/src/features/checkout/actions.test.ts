import { beforeEach, describe, expect, it, vi } from "vitest"

import { saveDetails } from "@/features/checkout/actions"
import type { Address } from "@/lib/api/types"

const redirected = vi.hoisted(() => vi.fn(({ href }: { href: string }) => href))

vi.mock("next-intl/server", () => ({
  getLocale: () => Promise.resolve("en"),
  getTranslations: () => Promise.resolve((key: string) => `words of ${key}`),
}))
vi.mock("@/i18n/navigation", () => ({ redirect: redirected }))
vi.mock("@/lib/session/session", async () => {
  const { privateApi } = await import("@/lib/api/client")
  return {
    getChosenCurrency: () => Promise.resolve(undefined),
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

type Sent = { path: string; method: string; body: Record<string, unknown> }

function answer(body: object = {}, status = 200): () => Sent[] {
  const fetcher = vi.fn<(url: string, options: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(Response.json(body, { status })),
  )
  vi.stubGlobal("fetch", fetcher)
  return () =>
    fetcher.mock.calls.map(([url, { method = "", body: sent }]) => ({
      path: new URL(url).pathname,
      method,
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
    expect(sent().map(({ body }) => body)).toMatchObject([
      { email: "ada@example.com", shipping_address: HOME, billing_address: OFFICE },
      { email: "ada@example.com", shipping_address: HOME, billing_address: null },
    ])
  })

  it("agrees to reminders with the words beside the box, only for who has ticked it", async () => {
    const sent = answer()
    await saveDetails(null, formOf({ ...both, accepts_reminders: "on" }))
    await saveDetails(null, formOf(both))
    expect(sent().map(({ body }) => body)).toMatchObject([
      { accepts_reminders: true, reminder_text: "words of remind" },
      { accepts_reminders: false },
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
