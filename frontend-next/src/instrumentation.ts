/** Next calls this once in each server, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const [{ nameVisitors }, { watchRequests }, { openFront }, { env }] = await Promise.all([
    import("@/lib/visitor-address"),
    import("@/lib/http/answer-status"),
    import("@/front/front"),
    import("@/lib/env"),
  ])
  nameVisitors(env().STOREFRONT_TRUSTED_PROXIES)
  watchRequests()
  if (process.env.NODE_ENV === "production" && env().PAGES_MEMORY_MB > 0) openFront()
  await sharePages(env().REDIS_URL)
}

async function sharePages(address: string | undefined): Promise<void> {
  if (!address) return
  const [{ shareWith }, { redisStore }] = await Promise.all([
    import("@/front/everywhere"),
    import("@/front/redis"),
  ])
  shareWith(redisStore(address))
}
