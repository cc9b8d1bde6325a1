"use client"

import { useTranslations } from "next-intl"
import { useState, type ReactNode } from "react"

import { ContentLink } from "@/components/ui/content-link"
import { Icon } from "@/components/ui/icon"
import { Sheet } from "@/components/ui/sheet"
import type { MenuItem } from "@/lib/api/types"

type MobileMenuProps = { items: MenuItem[]; children: ReactNode }

/** The whole menu on a small screen; what else belongs there (language, currency) comes as children. */
export function MobileMenu({ items, children }: MobileMenuProps) {
  const t = useTranslations("layout")
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  return (
    <>
      <button
        type="button"
        onClick={() => setIsOpen(true)}
        className="-ms-3 grid size-11 cursor-pointer place-items-center lg:hidden"
      >
        <Icon name="menu" />
        <span className="sr-only">{t("openMenu")}</span>
      </button>
      <Sheet title={t("menu")} side="start" isOpen={isOpen} onClose={close}>
        <div className="flex flex-1 flex-col overflow-y-auto">
          <nav aria-label={t("mainMenu")} className="flex-1 px-5 py-3">
            <ul>
              {items.map((item) => (
                <MobileMenuItem key={item.url} item={item} onFollow={close} />
              ))}
            </ul>
          </nav>
          <div className="border-t border-line px-5 py-5">{children}</div>
        </div>
      </Sheet>
    </>
  )
}

function MobileMenuItem({ item, onFollow }: { item: MenuItem; onFollow: () => void }) {
  return (
    <li className="border-b border-line py-2 last:border-0">
      <ContentLink
        href={item.url}
        onClick={onFollow}
        className="flex min-h-11 items-center font-display text-2xl"
      >
        {item.label}
      </ContentLink>
      {item.children.length > 0 && (
        <ul className="pb-2">
          {item.children.map((child) => (
            <li key={child.url}>
              <ContentLink
                href={child.url}
                onClick={onFollow}
                className="flex min-h-11 items-center text-soft"
              >
                {child.label}
              </ContentLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
