import { useTranslations } from "next-intl"

import { Highlighted } from "@/components/commerce/highlighted"
import { Link } from "@/i18n/navigation"
import type { FoundPage } from "@/lib/api/types"

/** Pages of the site that tell of what was searched for. */
export function FoundPages({ pages }: { pages: FoundPage[] }) {
  const t = useTranslations("searchPage")
  if (pages.length === 0) return null
  return (
    <section data-slot="found-pages" aria-labelledby="found-pages">
      <h2 id="found-pages" className="font-display text-xl">
        {t("pages")}
      </h2>
      <ul className="mt-4 flex flex-col gap-4">
        {pages.map(({ path, title, highlighted }) => (
          <li key={path}>
            <Link href={path} className="link font-medium">
              {title}
            </Link>
            <p className="max-w-[60ch] text-[0.9375rem] text-soft">
              <Highlighted parts={highlighted} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
