import "server-only"

import { cookies } from "next/headers"
import { z } from "zod"

import { COOKIE_AGE, COOKIES, cookieOptions } from "@/lib/session/cookies"

const keySchema = z.union([z.object({ token: z.string() }), z.object({ email: z.string() })])
const keysSchema = z.record(z.string(), keySchema)

export type OrderKey = z.infer<typeof keySchema>

const REMEMBERED_ORDERS = 8

/** What a guest proved about an order on this device, kept out of addresses and out of the page's scripts. */
export async function findOrderKey(number: string): Promise<OrderKey | undefined> {
  const keys = parseOrderKeys((await cookies()).get(COOKIES.orders)?.value)
  return keys[number]
}

/** The signed key of an order, where this device has it; an e-mail address opens an order, and pays nothing. */
export async function findOrderToken(number: string): Promise<string | undefined> {
  const key = await findOrderKey(number)
  return key && "token" in key ? key.token : undefined
}

export async function rememberOrderKey(number: string, key: OrderKey): Promise<void> {
  const jar = await cookies()
  const keys = withOrderKey(parseOrderKeys(jar.get(COOKIES.orders)?.value), number, key)
  jar.set(COOKIES.orders, JSON.stringify(keys), cookieOptions(COOKIE_AGE.orders))
}

export function parseOrderKeys(value: string | undefined): Record<string, OrderKey> {
  if (!value) return {}
  try {
    return keysSchema.parse(JSON.parse(value))
  } catch {
    return {}
  }
}

/** Adds a key as the newest one and lets the oldest go, so that the cookie stays small. */
export function withOrderKey(
  keys: Record<string, OrderKey>,
  number: string,
  key: OrderKey,
): Record<string, OrderKey> {
  const others = Object.entries(keys).filter(([known]) => known !== number)
  return Object.fromEntries([...others, [number, key] as const].slice(-REMEMBERED_ORDERS))
}
