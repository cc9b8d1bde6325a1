import { createClient, RESP_TYPES } from "@redis/client"

import type { Store } from "@/front/sharing"

/** Redis as the store that servers share. While it is away its promises fail at once, and each server goes on alone. */
export function redisStore(url: string): Store {
  const client = createClient({ url, disableOfflineQueue: true })
  client.on("error", (error: Error) => {
    console.warn(`Redis does not answer: ${error.message}`)
  })
  void client.connect()
  const binary = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })
  return {
    get: (key) => binary.get(key),
    getAll: (keys) => client.mGet(keys),
    set: (key, value, seconds) => client.set(key, value, { expiration: { type: "EX", value: seconds } }),
    count: (key) => client.incr(key),
    publish: (channel, message) => client.publish(channel, message),
    subscribe: (channel, onMessage, onGap) => {
      const listener = createClient({ url })
      listener.on("error", () => undefined)
      listener.on("ready", onGap)
      void listener.connect().then(() => listener.subscribe(channel, onMessage))
    },
  }
}
