import { useFormatter, useTranslations } from "next-intl"

import { ForgetSearchForm } from "@/features/saved-searches/components/forget-search-form"
import { Link } from "@/i18n/navigation"

/** A saved search with the address that shows it again. */
export type ListedSearch = { id: string; name: string; href: string; createdAt: string }

export function SavedSearchList({ searches }: { searches: ListedSearch[] }) {
  const t = useTranslations("savedSearches")
  const format = useFormatter()
  if (searches.length === 0) return <p className="text-soft">{t("none")}</p>
  return (
    <ul data-slot="saved-searches" className="border-t border-line">
      {searches.map(({ id, name, href, createdAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3"
        >
          <div className="min-w-0 flex-1 basis-60">
            <Link href={href} prefetch={false} className="font-medium break-words hover:underline">
              <bdi>{name}</bdi>
            </Link>
            <p className="text-sm text-faint">
              {t("since", { date: format.dateTime(new Date(createdAt), { dateStyle: "long" }) })}
            </p>
          </div>
          <ForgetSearchForm id={id} name={name} />
        </li>
      ))}
    </ul>
  )
}
