"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"

import { Button } from "@/components/ui/button"
import { FocusedNotice } from "@/features/payment/components/focused-notice"
import type { ClientStep, Told } from "@/features/payment/driver"
import { payIn, razorpayFrom, type Razorpay } from "@/features/payment/razorpay/window"

type RazorpayResumeProps = { client: ClientStep; standIn: string | undefined; onDone: () => void }

/** For who comes back before they have paid, in this tab, in another or on another device. */
export default function RazorpayResume({ client, standIn, onDone }: RazorpayResumeProps) {
  const t = useTranslations("payment")
  const Razorpay = useRazorpay(standIn)
  const [told, setTold] = useState<Told | null>(null)
  const [isBusy, setBusy] = useState(false)
  if (Razorpay === undefined) return null
  if (!Razorpay) return <p role="status">{t("fieldsAway")}</p>
  const pay = async () => {
    if (isBusy) return
    setBusy(true)
    setTold(await payIn(Razorpay, client))
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

/** Undefined until it is known whether there is one. */
function useRazorpay(standIn: string | undefined): Razorpay | null | undefined {
  const [loaded, setLoaded] = useState<{ Razorpay: Razorpay | null }>()
  useEffect(() => {
    let isOver = false
    void razorpayFrom(standIn).then((Razorpay) => {
      if (!isOver) setLoaded({ Razorpay })
    })
    return () => {
      isOver = true
    }
  }, [standIn])
  return loaded?.Razorpay
}
