"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { Button } from "@/components/ui/button"
import { FocusedNotice } from "@/features/payment/components/focused-notice"
import type { ClientStep, Told } from "@/features/payment/driver"
import { payIn, razorpayFrom } from "@/features/payment/razorpay/window"

type RazorpayResumeProps = { client: ClientStep; standIn: string | undefined; onDone: () => void }

/** For who comes back before they have paid, in this tab, in another or on another device. */
export default function RazorpayResume({ client, standIn, onDone }: RazorpayResumeProps) {
  const t = useTranslations("payment")
  const [told, setTold] = useState<Told | null>(null)
  const [isBusy, setBusy] = useState(false)
  const pay = async () => {
    if (isBusy) return
    setBusy(true)
    const Razorpay = await razorpayFrom(standIn)
    setTold(Razorpay ? await payIn(Razorpay, client) : { message: t("fieldsAway") })
    setBusy(false)
    onDone()
  }
  return (
    <>
      {told && <FocusedNotice about={told}>{told.message || t("notFinished")}</FocusedNotice>}
      <Button aria-disabled={isBusy} onClick={() => void pay()}>
        {t("continuePaying")}
      </Button>
    </>
  )
}
