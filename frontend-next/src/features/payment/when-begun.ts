import type { Snapshot } from "@/features/payment/snapshot"

/** How long the shop may need to hear from the provider how the payment is made, ever more patiently. */
const PAUSES_MS = [300, 700, 1_500, 3_000, 5_000, 8_000]

/**
 * The payment once it is known how the customer pays it. A busy shop answers before its provider has: then the script
 * has nothing to pay with yet, and whoever went on without would wait for money that nobody was asked for.
 */
export async function whenBegun(
  payment: Snapshot,
  follow: (id: string) => Promise<Snapshot>,
): Promise<Snapshot> {
  let found = payment
  for (const pause of PAUSES_MS) {
    if (found.step || !found.isPayable) return found
    await new Promise((resolve) => setTimeout(resolve, pause))
    found = await follow(found.id)
  }
  return found
}
