import { ContentLink } from "@/components/ui/content-link"
import { Icon } from "@/components/ui/icon"
import type { ContentLink as LinkValue } from "@/lib/api/types"

export function SectionHeading({ heading, link }: { heading: string; link?: LinkValue | null | undefined }) {
  if (!heading) return null
  return (
    <div className="mb-7 flex flex-wrap items-end justify-between gap-x-8 gap-y-2 lg:mb-10">
      <h2 className="font-display text-title font-[380]">{heading}</h2>
      {link && (
        <ContentLink href={link.url} className="link inline-flex min-h-11 items-center gap-2">
          {link.label}
          <Icon name="arrow" className="size-4 rtl:-scale-x-100" />
        </ContentLink>
      )}
    </div>
  )
}
