import { listParts, partName } from "@/app/_sitemap/addresses"
import { answerXml, indexXml } from "@/app/_sitemap/answer"
import { env } from "@/lib/env"

export const dynamic = "force-dynamic"

/** The files in which every public address of the channel stands, by language and kind. */
export function GET(): Promise<Response> {
  return answerXml(async () => {
    const parts = await listParts()
    return indexXml(parts.map((part) => new URL(`/sitemap/${partName(part)}`, env().SITE_URL).toString()))
  })
}
