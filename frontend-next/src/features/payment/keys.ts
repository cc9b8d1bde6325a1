import "server-only"

import { findOrderToken } from "@/lib/session/order-access"
import { findBegunPayment } from "@/lib/session/payment-memory"

/** What opens a payment to who is no customer: the key of its link, or that of the order it pays for. */
export async function keyOf(id: string, linkKey?: string): Promise<{ key?: string }> {
  if (linkKey) return { key: linkKey }
  const begun = await findBegunPayment()
  const token = begun?.id === id && begun.order ? await findOrderToken(begun.order) : undefined
  return token ? { key: token } : {}
}
