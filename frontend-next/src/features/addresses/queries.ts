import "server-only"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { AddressBook } from "@/lib/api/types"
import { isSignedIn, sessionApi } from "@/lib/session/session"

/** The customer's saved addresses and those of the newest order; null for a guest. */
export async function findAddressBook(): Promise<AddressBook | null> {
  if (!(await isSignedIn())) return null
  try {
    return await unwrap((await sessionApi()).GET("/api/v1/account/addresses/"))
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null
    throw error
  }
}
