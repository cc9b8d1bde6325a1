import { StructuredData } from "@/components/ui/structured-data"
import { organizationData, wayData } from "@/features/content/structured-data"
import { absoluteUrl } from "@/lib/alternates"
import type { Channel, ContentPage } from "@/lib/api/types"

/** Who the shop is, on its home page; on others the way there. */
export function ToldToMachines({ page, channel }: { page: ContentPage; channel: Channel }) {
  const address = (path: string) => absoluteUrl(path, page.locale)
  const data = page.type === "home" ? organizationData(channel, address("/")) : wayData(page, address)
  return data && <StructuredData data={data} />
}
