import type { NextRequest } from "next/server"

import { fetchDocument } from "@/features/documents/queries"

type Context = { params: Promise<{ number: string; id: string }> }

const PRIVATE = { "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff" }
const PASSED_ON = ["content-type", "content-disposition", "content-length"]

/** An invoice or credit note, to whoever may see its order; `?as=xml` is the e-invoice alone. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { number, id } = await params
  const asked = request.nextUrl.searchParams
  const answer = await fetchDocument(
    number,
    id,
    asked.get("token") ?? undefined,
    asked.get("as") === "xml",
  ).catch(() => undefined)
  if (!answer?.ok) return new Response(null, { status: statusOf(answer), headers: PRIVATE })
  const headers = new Headers(PRIVATE)
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name)
    if (value) headers.set(name, value)
  }
  return new Response(answer.body, { headers })
}

/** Who has no key is told what a stranger is told; an API that does not answer is away. */
function statusOf(answer: Response | null | undefined): number {
  if (answer === undefined) return 503
  return answer?.status ?? 404
}
