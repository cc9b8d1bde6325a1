export const dynamic = "force-dynamic"

/** Says that this process answers; whether the API behind it does is the API's own health check. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } })
}
