import { useTranslations } from "next-intl"

import { Picture } from "@/components/ui/picture"
import { BlockList, type BlockListProps } from "@/features/content/components/block-list"
import { LookbookHeading } from "@/features/content/components/lookbook"
import { Link } from "@/i18n/navigation"
import type { ContentPage, LookbookSummary } from "@/lib/api/types"

/** Covers of lookbooks, like magazines that lie beside each other. */
export function LookbookList({ page, ...body }: BlockListProps & { page: ContentPage }) {
  const t = useTranslations("content")
  const lookbooks = page.lookbooks ?? []
  return (
    <div data-slot="lookbooks-page">
      <LookbookHeading page={page} />
      {page.body.length > 0 && <BlockList {...body} isTop={false} />}
      <section aria-label={page.title} className="page pt-[clamp(2rem,5vw,4rem)]">
        {lookbooks.length === 0 && <p className="text-lead text-soft">{t("noLookbooks")}</p>}
        <ul className="grid gap-x-[clamp(1.5rem,5vw,5rem)] gap-y-14 md:grid-cols-2 md:pb-24">
          {lookbooks.map((each, index) => (
            <li key={each.path} className="md:even:translate-y-24">
              <Cover summary={each} isPriority={index === 0} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Cover({ summary, isPriority }: { summary: LookbookSummary; isPriority: boolean }) {
  const { cover, occasion, lead } = summary.lookbook
  return (
    <article className="group relative flex flex-col gap-3">
      <div className="aspect-[4/5] overflow-hidden bg-sunk">
        {cover && (
          <Picture
            image={cover}
            alt=""
            sizes="(min-width: 48rem) 46vw, 100vw"
            isPriority={isPriority}
            className="zoom transition-[scale] duration-700"
          />
        )}
      </div>
      {occasion && <p className="text-sm text-faint">{occasion}</p>}
      <h2 className="font-display text-title font-[380]">
        <Link href={summary.path} className="underline-offset-4 after:absolute after:inset-0 hover:underline">
          {summary.title}
        </Link>
      </h2>
      {lead && <p className="max-w-[48ch] text-soft">{lead}</p>}
    </article>
  )
}
