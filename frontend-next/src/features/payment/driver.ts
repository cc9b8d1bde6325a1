/** Why a customer has not paid, in the words of whoever says so. `isShown` where the provider's own field says it. */
export type Told = { message: string; isShown?: boolean }

export type ClientStep = Record<string, string>

/** What a provider's script does for the payment form. */
export type Driver = {
  /** What is wrong with what was typed, before the shop is asked for anything. */
  check: () => Promise<Told | null>
  /** Has the customer pay; null when nothing more is to be done here. */
  act: (step: ClientStep, returnTo: string) => Promise<Told | null>
  /** Told that the shop has refused, and nothing is to be paid. */
  giveUp?: () => void
}
