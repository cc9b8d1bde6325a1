import { useTranslations } from "next-intl"

import { Link } from "@/i18n/navigation"
import { cn } from "@/lib/cn"

export type Crumb = { label: string; href: string }

/** The way to here. The page itself is not repeated: its heading follows at once. */
export function Breadcrumbs({ crumbs, className }: { crumbs: Crumb[]; className?: string }) {
  const t = useTranslations("layout")
  return (
    <nav
      data-slot="breadcrumbs"
      aria-label={t("breadcrumbs")}
      className={cn("text-sm text-faint", className)}
    >
      <ol className="-ms-2 flex flex-wrap items-center">
        {[{ label: t("home"), href: "/" }, ...crumbs].map(({ label, href }, index) => (
          <li key={href} className="flex items-center">
            {index > 0 && <span aria-hidden="true">/</span>}
            <Link
              href={href}
              className="inline-flex min-h-8 items-center px-2 hover:text-ink hover:underline"
            >
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
