import type { Client } from "openapi-fetch"

import type { ApiClient } from "@/lib/api/client"
import type { components } from "@/lib/api/generated/v1"

type Schemas = components["schemas"]

/** One try to turn a cart into an order, or to pay what an order still owes. */
export type Completion = Schemas["Completion"]
export type NextStep = Schemas["NextStep"]
export type NewPayment = Omit<Schemas["BeginRequest"], "fingerprint">

export type SavedMethod = { id: string; label: string; expires: string | null; is_expired: boolean }

type Query = { locale?: string; key?: string; token?: string; email?: string }
type Answer<Body, Status extends number = 200> = {
  responses: { [S in Status]: { content: { "application/json": Body } } }
}

type PaymentPaths = {
  "/api/v1/orders/{number}/payments/": {
    post: {
      parameters: { query?: Query; path: { number: string }; header: { "Idempotency-Key": string } }
      requestBody: { content: { "application/json": NewPayment } }
    } & Answer<Completion, 201>
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
