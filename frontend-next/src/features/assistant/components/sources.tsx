"use client"

import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"
import type { ChatMessage } from "@/lib/api/types"

type SourcesProps = { message: Pick<ChatMessage, "citations" | "links">; onLeave: () => void }

/** What an answer is taken from, and where one goes on. */
export function Sources({ message: { citations, links }, onLeave }: SourcesProps) {
  return (
    <>
      {citations.map(({ title, path, excerpt }) => (
        <blockquote key={path + title} data-slot="citation" className="border-s-2 border-ochre ps-3">
          <p>{excerpt}</p>
          <cite className="mt-1 inline-flex items-center gap-1.5 text-sm not-italic">
            <Icon name="page" className="size-4" />
            {path ? (
              <Link href={path} onClick={onLeave} className="link">
                {title}
              </Link>
            ) : (
              title
            )}
          </cite>
        </blockquote>
      ))}
      {links.map(({ label, path }) => (
        <Link key={path} href={path} onClick={onLeave} className="link self-start">
          {label}
        </Link>
      ))}
    </>
  )
}
