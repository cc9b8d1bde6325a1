"use client"

import { useTranslations } from "next-intl"
import { useEffect } from "react"

import type { Driver, Told } from "@/features/payment/driver"
import { payIn, razorpayFrom } from "@/features/payment/razorpay/window"

type RazorpayPartProps = { standIn: string | undefined; onDriver: (driver: Driver | null) => void }

/** Has no fields: Razorpay asks in a window over the page. Where its script does not come, nothing is begun. */
export default function RazorpayPart({ standIn, onDriver }: RazorpayPartProps) {
  const t = useTranslations("payment")
  useEffect(() => {
    const away: Told = { message: t("fieldsAway") }
    void razorpayFrom(standIn)
    onDriver({
      check: async () => ((await razorpayFrom(standIn)) ? null : away),
      act: async (step) => {
        const Razorpay = await razorpayFrom(standIn)
        return Razorpay ? payIn(Razorpay, step) : away
      },
    })
    return () => onDriver(null)
  }, [standIn, onDriver, t])
  return null
}
