import { privateApi, unwrap } from "@/lib/api/client"
import { ProblemError } from "@/lib/api/problem"
import { getCredentials } from "@/lib/session/session"

/** What the shop keeps of whoever is signed in, as a file. */
export async function GET(): Promise<Response> {
  const { accessToken, forwardedFor } = await getCredentials()
  const headers = { "Cache-Control": "private, no-store" }
  try {
    const data = await unwrap(privateApi({ accessToken, forwardedFor }).GET("/api/v1/auth/me/data/"))
    const file = { "Content-Disposition": 'attachment; filename="my-data.json"' }
    return Response.json(data, { headers: { ...headers, ...file } })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return new Response(null, { status: error.status, headers })
  }
}
