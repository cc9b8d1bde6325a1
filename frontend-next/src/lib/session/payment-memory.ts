import "server-only"

import { cookies } from "next/headers"

import { COOKIE_AGE, COOKIES, cookieOptions } from "@/lib/session/cookies"

/** Pays for the order of that number, or for the cart, which becomes one. */
export type BegunPayment = { id: string; order?: string | undefined }

/** The payment that was begun last on this device, for who closes the page in the middle of it. */
export async function findBegunPayment(): Promise<BegunPayment | undefined> {
  const value = (await cookies()).get(COOKIES.payment)?.value
  const [, id, order] = /^(com_\w+)(?:\.(.+))?$/.exec(value ?? "") ?? []
  return id ? { id, order } : undefined
}

export async function rememberPayment({ id, order }: BegunPayment): Promise<void> {
  const jar = await cookies()
  jar.set(COOKIES.payment, order ? `${id}.${order}` : id, cookieOptions(COOKIE_AGE.payment))
}

export async function forgetPayment(): Promise<void> {
  const jar = await cookies()
  jar.delete(COOKIES.payment)
}
