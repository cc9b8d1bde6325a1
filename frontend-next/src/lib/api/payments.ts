import type { Client } from "openapi-fetch"

import type { ApiClient } from "@/lib/api/client"
import type { Checkout, Money, Order, PaymentMethod } from "@/lib/api/types"

type Said = { code: string; message: string }

/** A way to pay, and why it cannot be taken, if it cannot. */
export type PaymentChoice = PaymentMethod & {
  script?: string | null
  client?: Record<string, string>
  saves_methods?: boolean
  wallets?: boolean
  fee?: Money | null
  refusal?: Said | null
}

export type PayableCheckout = Checkout & { store_credit?: Money | null }

export type NextStep = {
  url: string | null
  text: string
  reference: string
  client: Record<string, string>
}

export type Tender = {
  id: string
  method: string
  name: string
  label: string
  amount: Money
  state: "pending" | "waiting" | "authorised" | "failed" | "cancelled"
  decline: Said | null
  next_step: NextStep | null
}

/** One try to turn a cart into an order, or to pay what an order still owes. */
export type Completion = {
  id: string
  state: "open" | "placed" | "released"
  order_number: string
  expires_at: string | null
  amount: Money
  problem: Said | null
  payments: Tender[]
  order: (Order & { access_token: string }) | null
}

export type NewPayment = {
  payment_method: string
  gift_cards?: string[]
  use_store_credit?: boolean
  saved_method?: string
  saves_method?: boolean
}

export type SavedMethod = { id: string; label: string; expires: string | null; is_expired: boolean }

type Query = { locale?: string; currency?: string; key?: string }
type Key = { "Idempotency-Key": string }
type Answer<Body, Status extends number = 200> = {
  responses: { [S in Status]: { content: { "application/json": Body } } }
}
type Sends<Body> = { requestBody: { content: { "application/json": Body } } }

type PaymentPaths = {
  "/api/v1/checkout/payments/": {
    post: { parameters: { query?: Query; header: Key } } & Sends<NewPayment & { fingerprint: string }> &
      Answer<Completion, 201>
  }
  "/api/v1/checkout/payments/{id}/": {
    get: { parameters: { query?: Query; path: { id: string } } } & Answer<Completion>
    delete: { parameters: { query?: Query; path: { id: string } } } & Answer<never, 204>
  }
  "/api/v1/checkout/payments/{id}/complete/": {
    post: { parameters: { query?: Query; path: { id: string } } } & Answer<Completion>
  }
  "/api/v1/orders/{number}/payments/": {
    post: {
      parameters: {
        query?: Query & { token?: string; email?: string }
        path: { number: string }
        header: Key
      }
    } & Sends<NewPayment> &
      Answer<Completion, 201>
  }
  "/api/v1/account/payment-methods/": {
    get: { parameters: { query?: Query } } & Answer<{ results: SavedMethod[] }>
  }
  "/api/v1/account/payment-methods/{id}/": {
    delete: { parameters: { path: { id: string } } } & Answer<never, 204>
  }
}

/** The same client, for what is paid with. */
export function payments(api: ApiClient): Client<PaymentPaths> {
  return api as unknown as Client<PaymentPaths>
}
