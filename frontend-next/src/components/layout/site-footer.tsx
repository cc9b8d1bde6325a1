import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { Wordmark } from "@/components/layout/wordmark"
import { ContentLink } from "@/components/ui/content-link"
import { Link } from "@/i18n/navigation"
import type { Channel, ContentLink as ContentLinkValue, MenuItem } from "@/lib/api/types"

type SiteFooterProps = { channel: Channel; menu: MenuItem[]; memory: ReactNode }

export function SiteFooter({ channel, menu, memory }: SiteFooterProps) {
  const t = useTranslations("footer")
  const { branding } = channel
  return (
    <footer data-slot="site-footer" className="later on-dark on-deep mt-24 bg-deep text-paper">
      <div className="page grid gap-x-10 gap-y-12 py-16 sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-[1.6fr]">
        <div className="flex flex-col items-start gap-4 [&_em]:text-ochre">
          <Wordmark name={branding.name} />
          <p className="max-w-xs text-paper/80">{branding.tagline}</p>
          {branding.support_email && (
            <a href={`mailto:${branding.support_email}`} className="link inline-flex min-h-8 items-center">
              {branding.support_email}
            </a>
          )}
        </div>
        <FooterMenu menu={menu} />
      </div>
      <div className="page pb-6">
        <div className="pb-8">{memory}</div>
        <div className="flex flex-wrap justify-between gap-x-8 gap-y-1 border-t border-paper/15 pt-6 text-sm text-paper/75">
          <p>{t("copyright", { name: branding.name, year: String(new Date().getFullYear()) })}</p>
          <p className="flex flex-wrap gap-x-6">
            <Link href="/orders" className="inline-flex min-h-6 items-center hover:underline">
              {t("findOrder")}
            </Link>
            <Link
              href="/withdraw"
              prefetch={false}
              className="inline-flex min-h-6 items-center hover:underline"
            >
              {t("withdraw")}
            </Link>
          </p>
        </div>
      </div>
    </footer>
  )
}

/** Entries with entries below them make a column each; single ones share the last column. */
function FooterMenu({ menu }: { menu: MenuItem[] }) {
  const t = useTranslations("footer")
  const columns = menu.filter((item) => item.children.length > 0)
  const single = menu.filter((item) => item.children.length === 0)
  return (
    <>
      {columns.map((column) => (
        <FooterColumn key={column.label} title={column.label} items={column.children} />
      ))}
      {single.length > 0 && <FooterColumn title={t("more")} items={single} />}
    </>
  )
}

function FooterColumn({ title, items }: { title: string; items: ContentLinkValue[] }) {
  return (
    <nav aria-label={title}>
      <h2 className="font-display text-lg">{title}</h2>
      <ul className="footer-links mt-3">
        {items.map((item) => (
          <li key={item.url}>
            <ContentLink href={item.url}>{item.label}</ContentLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
