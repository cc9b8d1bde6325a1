import { addScript, onPaymentPage } from "@/features/payment/add-script"
import type { ClientStep, Told } from "@/features/payment/driver"

const SCRIPT = "https://checkout.razorpay.com/v1/checkout.js"

type Options = {
  key: string
  order_id: string
  amount?: number
  currency?: string
  handler: () => void
  modal: { ondismiss: () => void }
}

type Failure = { error: { description?: string } }

export type Razorpay = new (options: Options) => {
  open: () => void
  on: (event: "payment.failed", told: (failure: Failure) => void) => void
}

/** Razorpay's script, loaded once in a page; null when it cannot be, as where it is blocked. */
export async function razorpayFrom(standIn: string | undefined): Promise<Razorpay | null> {
  await onPaymentPage()
  const shared = window as typeof window & { Razorpay?: Razorpay }
  if (!shared.Razorpay) await addScript(standIn ?? SCRIPT).catch(() => undefined)
  return shared.Razorpay ?? null
}

/** Has the customer pay in a window over the page. What was paid there the shop hears from Razorpay itself. */
export function payIn(Razorpay: Razorpay, step: ClientStep): Promise<Told | null> {
  return new Promise((resolve) => {
    let told: Told = { message: "" }
    const opened = new Razorpay({
      key: step.key_id ?? "",
      order_id: step.order_id ?? "",
      ...(step.amount && { amount: Number(step.amount), currency: step.currency }),
      handler: () => resolve(null),
      modal: { ondismiss: () => resolve(told) },
    })
    opened.on("payment.failed", ({ error }) => {
      told = { message: error.description ?? "" }
    })
    opened.open()
  })
}
