import { listAddresses, parsePart } from "@/app/_sitemap/addresses"
import { addressesXml, answerXml } from "@/app/_sitemap/answer"

export const dynamic = "force-dynamic"

/** One of the files that `/sitemap.xml` names. */
export async function GET(_request: Request, { params }: RouteContext<"/sitemap/[part]">): Promise<Response> {
  const part = parsePart((await params).part)
  if (!part) return new Response(null, { status: 404 })
  return answerXml(async () => addressesXml(await listAddresses(part)))
}
