/** Next calls this once in each server, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const [{ nameVisitors }, { watchRequests }, { env }] = await Promise.all([
    import("@/lib/visitor-address"),
    import("@/lib/http/answer-status"),
    import("@/lib/env"),
  ])
  nameVisitors(env().STOREFRONT_TRUSTED_PROXIES)
  watchRequests()
}
