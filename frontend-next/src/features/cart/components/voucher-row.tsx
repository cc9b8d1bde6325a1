"use client"

import { useTranslations } from "next-intl"
import { useActionState } from "react"

import { Icon } from "@/components/ui/icon"
import { removeVoucher } from "@/features/cart/actions"
import type { CartVoucher } from "@/lib/api/types"
import { cn } from "@/lib/cn"
import { useProblemText } from "@/lib/problem-text"

/** A code on the cart. One that gives nothing says why, instead of vanishing. */
export function VoucherRow({ voucher }: { voucher: CartVoucher }) {
  const t = useTranslations("cart.voucher")
  const problemText = useProblemText()
  const [, action] = useActionState(removeVoucher, null)
  return (
    <li
      className={cn(
        "flex items-center gap-3 border bg-raised ps-3 text-sm",
        voucher.is_applied ? "border-success/50" : "border-ochre",
      )}
    >
      <Icon
        name={voucher.is_applied ? "check" : "alert"}
        className={cn("size-4", voucher.is_applied && "text-success")}
      />
      <p className="flex-1 py-2">
        <span className="font-medium">{voucher.code}</span> <span className="text-faint">{voucher.name}</span>
        {!voucher.is_applied && (
          <span className="block">
            {problemText({
              code: voucher.reason ?? "conditions_not_met",
              detail: voucher.reason_detail ?? "",
              params: { conflicts_with: voucher.conflicts_with.join(", ") },
            })}
          </span>
        )}
      </p>
      <form action={action}>
        <input type="hidden" name="code" value={voucher.code} />
        <button type="submit" className="grid size-11 cursor-pointer place-items-center">
          <Icon name="close" className="size-4" />
          <span className="sr-only">{t("remove", { code: voucher.code })}</span>
        </button>
      </form>
    </li>
  )
}
