"use server"

import { z } from "zod"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { sessionApi } from "@/lib/session/session"

const schema = z.object({
  endpoint: z.url().max(2000),
  keys: z.object({ p256dh: z.string().max(128), auth: z.string().max(64) }),
})

/** What a browser subscribes with; null when the shop sends no push messages. */
export async function getPushKey(): Promise<string | null> {
  return orNull(
    async () => (await unwrap((await sessionApi()).GET("/api/v1/notifications/push/"))).public_key,
  )
}

/** Has the shop tell this browser; the answer names it for the day on which it is to stop. */
export async function addPushAddress(subscription: unknown): Promise<string | null> {
  const parsed = schema.safeParse(subscription)
  if (!parsed.success) return null
  const body = { endpoint: parsed.data.endpoint, keys: parsed.data.keys }
  return orNull(
    async () => (await unwrap((await sessionApi()).POST("/api/v1/notifications/push/", { body }))).id,
  )
}

/** Has the shop tell that browser no more; one that is not known is not told anyway. */
export async function removePushAddress(id: string): Promise<void> {
  const path = { push_id: id }
  await orNull(async () =>
    unwrap((await sessionApi()).DELETE("/api/v1/notifications/push/{push_id}/", { params: { path } })),
  )
}

async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}
