import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"

import { Sharing, type Store } from "@/front/sharing"
import { env } from "@/lib/env"
import { tellEverythingStale, tellStale } from "@/lib/staleness"

/** Pages and the start of the server are bundled apart; what they share hangs on the process. */
const shared = globalThis as typeof globalThis & { heronSharing?: Sharing }

/** From now on pages are kept together with the other servers of this shop, and all of them hear what one is told. */
export function shareWith(store: Store): void {
  const build = readFileSync(".next/BUILD_ID", "utf8").trim()
  const { API_URL, API_CHANNEL = "", SITE_URL } = env()
  const scope = createHash("sha256").update([API_URL, API_CHANNEL, SITE_URL].join(" ")).digest("base64url")
  shared.heronSharing = new Sharing({ store, scope, build, onTold: tellStale, onGap: tellEverythingStale })
}

export function sharedPages(): Sharing | null {
  return shared.heronSharing ?? null
}

/** Has all servers forget what they keep under these names. Fails when not all may have heard it. */
export async function tellEverywhere(tags: string[]): Promise<void> {
  tellStale(tags)
  await sharedPages()?.tell(tags)
}
