import "server-only"

import { cookies } from "next/headers"

import { COOKIE_AGE, COOKIES, cookieOptions } from "@/lib/session/cookies"

/** Pays for an order that there is already, or for the cart, which becomes one. */
export type BegunPayment = { id: string; isForOrder: boolean }

/** The payment that was begun last on this device, for who closes the page in the middle of it. */
export async function findBegunPayment(): Promise<BegunPayment | undefined> {
  const value = (await cookies()).get(COOKIES.payment)?.value
  const [, id, mark] = /^(com_\w+)(\.order)?$/.exec(value ?? "") ?? []
  return id ? { id, isForOrder: mark !== undefined } : undefined
}

export async function rememberPayment({ id, isForOrder }: BegunPayment): Promise<void> {
  const jar = await cookies()
  jar.set(COOKIES.payment, isForOrder ? `${id}.order` : id, cookieOptions(COOKIE_AGE.payment))
}

export async function forgetPayment(): Promise<void> {
  const jar = await cookies()
  jar.delete(COOKIES.payment)
}
