import { listAddresses, listParts, partName } from "@/app/_sitemap/addresses"
import { addressesXml, answerXml, indexXml, MOST_ADDRESSES } from "@/app/_sitemap/answer"
import { env } from "@/lib/env"

export const dynamic = "force-dynamic"

/** Every public address in every language of the channel, or the files they are spread over when they are many. */
export function GET(): Promise<Response> {
  return answerXml(async () => {
    const { parts, count } = await listParts()
    if (count > MOST_ADDRESSES) {
      return indexXml(parts.map((part) => new URL(`/sitemap/${partName(part)}`, env().SITE_URL).toString()))
    }
    return addressesXml((await Promise.all(parts.map(listAddresses))).flat())
  })
}
