import type { GiftCardBalance, Money } from "@/lib/api/types"
import { remainder, smaller } from "@/lib/money"

export type GiftCard = GiftCardBalance & { code: string }

export type Part = { code: string; lastFour: string; amount: Money; left: Money }

/** What gift cards, in the order they were given, and the store credit pay, and what remains for another way. */
export function splitTenders(
  total: Money,
  cards: GiftCard[],
  credit: Money | null,
): { parts: Part[]; fromCredit: Money | null; due: Money } {
  let due = total
  const take = (available: Money) => {
    const amount = smaller(available, due)
    due = remainder(due, [amount])
    return amount
  }
  const parts = cards.map(({ code, last_four: lastFour, balance }) => {
    const amount = take(balance)
    return { code, lastFour, amount, left: remainder(balance, [amount]) }
  })
  const fromCredit = credit && take(credit)
  return { parts, fromCredit, due }
}

/** The same code however it is typed. */
export function plainCode(code: string): string {
  return code.replace(/[\s-]/g, "").toUpperCase()
}
