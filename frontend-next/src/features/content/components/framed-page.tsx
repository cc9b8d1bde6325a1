import { BlockList, type BlockListProps } from "@/features/content/components/block-list"
import { PageForm } from "@/features/content/components/form"
import { LegalHeading, LegalVersions } from "@/features/content/components/legal"
import { PageHeading, QuestionsHeading } from "@/features/content/components/page-kinds"
import { Stores } from "@/features/content/components/stores"
import type { ContentPage } from "@/lib/api/types"

type FramedPageProps = BlockListProps & { page: ContentPage; address: string }

/** A page to read: what stands above its body, and below it. */
export function FramedPage({ page, address, ...body }: FramedPageProps) {
  return (
    <div data-slot={`${page.type}-page`}>
      <Heading page={page} />
      <BlockList {...body} />
      {page.form && <PageForm form={page.form} />}
      <LegalVersions page={page} />
      {page.stores && <Stores stores={page.stores} address={address} />}
    </div>
  )
}

function Heading({ page }: { page: ContentPage }) {
  if (page.type === "faq") return <QuestionsHeading page={page} />
  return page.type === "legal" ? <LegalHeading page={page} /> : <PageHeading page={page} />
}
