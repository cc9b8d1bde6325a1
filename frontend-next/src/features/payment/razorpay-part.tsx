"use client"

import { useEffect } from "react"

import { addScript } from "@/features/payment/add-script"
import type { ClientStep, Driver, Told } from "@/features/payment/driver"

const SCRIPT = "https://checkout.razorpay.com/v1/checkout.js"

type Options = {
  key: string
  order_id: string
  handler: () => void
  modal: { ondismiss: () => void }
}

type Razorpay = new (options: Options) => {
  open: () => void
  on: (event: "payment.failed", told: (answer: { error: { description: string } }) => void) => void
}

/** Razorpay asks in a window over the page; what was paid there the shop hears from Razorpay itself. */
export default function RazorpayPart({ onDriver }: { onDriver: (driver: Driver | null) => void }) {
  useEffect(() => {
    onDriver({ check: () => Promise.resolve(null), act: openWindow })
    return () => onDriver(null)
  }, [onDriver])
  return null
}

async function openWindow({ key_id: key = "", order_id = "" }: ClientStep): Promise<Told | null> {
  const shared = window as typeof window & { Razorpay?: Razorpay }
  if (!shared.Razorpay) await addScript(SCRIPT)
  const { Razorpay } = shared
  if (!Razorpay) return { message: "" }
  return new Promise((resolve) => {
    let told: Told = { message: "" }
    const opened = new Razorpay({
      key,
      order_id,
      handler: () => resolve(null),
      modal: { ondismiss: () => resolve(told) },
    })
    opened.on("payment.failed", ({ error }) => {
      told = { message: error.description }
    })
    opened.open()
  })
}
