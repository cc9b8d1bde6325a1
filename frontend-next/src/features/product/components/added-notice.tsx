"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { buttonClass } from "@/components/ui/button"
import { Icon } from "@/components/ui/icon"
import { Link } from "@/i18n/navigation"

type AddedNoticeProps = { productName: string; quantity: number; itemCount: number }

/** Says that it worked, where the cart is, and goes away when asked to. It never goes by itself. */
export function AddedNotice({ productName, quantity, itemCount }: AddedNoticeProps) {
  const t = useTranslations("product.added")
  const common = useTranslations("common")
  const [isClosed, setIsClosed] = useState(false)
  return (
    <div role="status">
      {!isClosed && (
        <div
          data-slot="added-notice"
          className="fixed inset-x-4 bottom-4 z-30 flex flex-col gap-4 border border-line bg-raised p-5 shadow-sheet sm:inset-x-auto sm:end-6 sm:bottom-6 sm:w-88"
        >
          <div className="flex items-start gap-3 pe-8">
            <Icon name="check" className="mt-0.5 text-success" />
            <div>
              <p className="font-medium">{t("title", { quantity, name: productName })}</p>
              <p className="text-sm text-faint">{t("total", { count: itemCount })}</p>
            </div>
          </div>
          <Link href="/cart" className={buttonClass({ size: "small" })}>
            {t("toCart")}
          </Link>
          <button
            type="button"
            onClick={() => setIsClosed(true)}
            className="absolute end-1.5 top-1.5 grid size-11 cursor-pointer place-items-center"
          >
            <Icon name="close" className="size-4" />
            <span className="sr-only">{common("close")}</span>
          </button>
        </div>
      )}
    </div>
  )
}
