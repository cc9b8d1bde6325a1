import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { listingHref } from "@/features/catalogue/listing-query"
import type { ListingState } from "@/features/catalogue/listing-state"
import { Link } from "@/i18n/navigation"
import type { SearchAnswer } from "@/lib/api/types"

type SearchNotesProps = { path: string; state: ListingState; answer: SearchAnswer }

/** How the answer differs from what was asked for, said plainly and with a way to insist. */
export function SearchNotes({ path, state, answer: { query, engine, results } }: SearchNotesProps) {
  const t = useTranslations("searchPage")
  const notes: ReactNode[] = []
  if (query.corrected && results.length > 0) notes.push(t.rich("corrected", { words: query.corrected, mark }))
  if (query.relaxation === "fewer_words") notes.push(t("fewerWords"))
  if (engine.is_degraded) notes.push(t("degraded"))
  if (notes.length === 0 && query.did_you_mean.length === 0) return null
  return (
    <div
      data-slot="search-notes"
      className="flex flex-col gap-1.5 border-s-2 border-ochre ps-4 text-[0.9375rem] text-soft"
    >
      {notes.map((note, index) => (
        <p key={index}>{note}</p>
      ))}
      {query.did_you_mean.length > 0 && <DidYouMean path={path} state={state} words={query.did_you_mean} />}
    </div>
  )
}

function DidYouMean({ path, state, words }: { path: string; state: ListingState; words: string[] }) {
  const t = useTranslations("searchPage")
  return (
    <p>
      {t("didYouMean")}{" "}
      {words.map((text, index) => (
        <span key={text}>
          {index > 0 && ", "}
          <Link
            href={listingHref(path, { ...state, words: text, literal: [], page: 1, cursor: "" })}
            className="link"
          >
            {text}
          </Link>
        </span>
      ))}
    </p>
  )
}

function mark(words: ReactNode): ReactNode {
  return <strong className="font-medium text-ink">{words}</strong>
}
