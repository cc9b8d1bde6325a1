import { z } from "zod"

import type { ProblemError } from "@/lib/api/problem"

const KINDS = [
  "name",
  "price",
  "quantity",
  "discount",
  "voucher",
  "charge",
  "shipping",
  "address",
  "availability",
] as const

const moneySchema = z.object({ amount: z.string(), currency: z.string() })

const valueSchema = z.union([moneySchema, z.string(), z.number().transform(String)]).nullable()

const changeSchema = z.object({
  kind: z.enum(KINDS).catch("price"),
  name: z.string(),
  before: valueSchema.catch(null),
  after: valueSchema.catch(null),
})

export type CheckoutChange = z.infer<typeof changeSchema>

/** What is no longer as the shopper saw it. The problem document carries it beside its `code`. */
export function readChanges(error: ProblemError): CheckoutChange[] {
  return z.array(changeSchema).catch([]).parse(error.problem.changes)
}
