import { useTranslations } from "next-intl"

import { MenuDisclosure } from "@/components/layout/menu-disclosure"
import { ContentLink } from "@/components/ui/content-link"
import type { MenuItem } from "@/lib/api/types"

export function MainMenu({ items, className }: { items: MenuItem[]; className?: string }) {
  const t = useTranslations("layout")
  return (
    <nav data-slot="main-menu" aria-label={t("mainMenu")} className={className}>
      <ul className="flex flex-wrap gap-x-7">
        {items.map((item) => (
          <li key={item.url}>
            {item.children.length > 0 ? <MenuDisclosure item={item} /> : <MenuLink item={item} />}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function MenuLink({ item }: { item: MenuItem }) {
  return (
    <ContentLink href={item.url} className="menu-link">
      {item.label}
    </ContentLink>
  )
}
