import "server-only"

import { unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import type { User } from "@/lib/api/types"
import { isSignedIn, sessionApi } from "@/lib/session/session"

/** The signed-in customer, or null when nobody is, or no longer. */
export async function findUser(): Promise<User | null> {
  if (!(await isSignedIn())) return null
  try {
    return await unwrap((await sessionApi()).GET("/api/v1/auth/me/"))
  } catch (error) {
    if (error instanceof ProblemError && [401, 403].includes(error.status)) return null
    throw error
  }
}
