"use client"

import { useLocale, useTranslations } from "next-intl"

import { useEstimate } from "@/features/delivery/use-estimate"
import { daysInWords, deadlineInWords } from "@/lib/delivery-days"

/** When a variant arrives that is ordered now. Its room is kept until the answer is here. */
export default function DeliveryLine({ variantId }: { variantId: string }) {
  const t = useTranslations("delivery")
  const locale = useLocale()
  const answer = useEstimate({ variant: variantId })
  const delivery = answer?.ok ? answer.estimate.results.find((way) => way.delivery)?.delivery : null
  return (
    <p aria-live="polite" data-slot="delivery-line" className="min-h-[1.5em] text-[0.9375rem] text-soft">
      {delivery &&
        t.rich("orderBy", {
          deadline: deadlineInWords(delivery.order_by, locale),
          days: daysInWords(delivery, locale),
          strong: (words) => <strong className="font-medium text-ink">{words}</strong>,
        })}
    </p>
  )
}
