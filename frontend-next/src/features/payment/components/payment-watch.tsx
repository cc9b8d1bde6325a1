"use client"

import { useTranslations } from "next-intl"
import { unstable_rethrow } from "next/navigation"
import { lazy, Suspense, useEffect, useState, useTransition } from "react"

import { buttonClass } from "@/components/ui/button"
import { SubmitButton } from "@/components/ui/submit-button"
import { useIsAlive } from "@/components/ui/use-is-alive"
import { followPayment, letGo, lookAgain } from "@/features/payment/actions"
import { SCRIPTS } from "@/features/payment/choices"
import { FocusedNotice } from "@/features/payment/components/focused-notice"
import { Reservation } from "@/features/payment/components/reservation"
import type { Snapshot } from "@/features/payment/snapshot"
import { Link } from "@/i18n/navigation"
import type { StandIns } from "@/lib/payment-sources"

const StripeResume = lazy(() => import("@/features/payment/stripe/resume"))
const RazorpayResume = lazy(() => import("@/features/payment/razorpay/resume"))

const PAUSES_MS = [1_000, 2_000, 3_000, 5_000, 8_000]
const MOST_LOOKS = 30

type PaymentWatchProps = { found: Snapshot; linkKey: string | undefined; standIns: StandIns }

/** Where a payment stands, until it is an order: what the customer still has to do, or that the bank is at work. */
export function PaymentWatch({ found, linkKey, standIns }: PaymentWatchProps) {
  const t = useTranslations("payment")
  const isAlive = useIsAlive()
  const { payment, look, isLookedAt } = useFollowed(found, linkKey)
  const { step } = payment
  const leavesFor = step?.next.url
  const provider = step?.next.client.provider ?? ""
  const isByScript = SCRIPTS.includes(provider)
  if (payment.state === "released" || !(payment.isPayable || payment.state === "placed")) {
    return <Refused payment={payment} />
  }
  return (
    <div className="flex max-w-xl flex-col items-start gap-6">
      <p role="status" className="text-lead text-soft">
        {!isLookedAt && t("checking")}
        {isLookedAt && t(leavesFor || isByScript ? "notYetPaid" : "working")}
      </p>
      {payment.reason && <FocusedNotice about={payment}>{payment.reason}</FocusedNotice>}
      {leavesFor && isLookedAt && <Leave href={leavesFor} />}
      {leavesFor && !isLookedAt && (
        <noscript>
          <Leave href={leavesFor} />
        </noscript>
      )}
      {isAlive && step && isByScript && isLookedAt && (
        <Suspense>
          {provider === "stripe" && (
            <StripeResume client={step.next.client} standIn={standIns.stripe} onDone={look} />
          )}
          {provider === "razorpay" && (
            <RazorpayResume client={step.next.client} standIn={standIns.razorpay} onDone={look} />
          )}
        </Suspense>
      )}
      {!payment.isForOrder && <Reservation until={payment.expiresAt} />}
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <noscript>
          <Act action={lookAgain} payment={payment} linkKey={linkKey} label={t("lookNow")} />
        </noscript>
        <Act action={letGo} payment={payment} linkKey={linkKey} label={t("chooseAnother")} />
      </div>
    </div>
  )
}

function Leave({ href }: { href: string }) {
  const t = useTranslations("payment")
  return (
    <a href={href} className={buttonClass()}>
      {t("continuePaying")}
    </a>
  )
}

function Act(props: {
  action: (form: FormData) => Promise<void>
  payment: Snapshot
  linkKey: string | undefined
  label: string
}) {
  const t = useTranslations("payment")
  return (
    <form action={props.action}>
      <input type="hidden" name="id" value={props.payment.id} />
      {props.linkKey && <input type="hidden" name="key" value={props.linkKey} />}
      <SubmitButton variant="quiet" size="small" pendingText={t("checking")}>
        {props.label}
      </SubmitButton>
    </form>
  )
}

function Refused({ payment }: { payment: Snapshot }) {
  const t = useTranslations("payment")
  return (
    <div className="flex max-w-xl flex-col items-start gap-6">
      <FocusedNotice about={payment}>
        <p className="font-medium">{payment.reason || t("notFinished")}</p>
        <p className="mt-1 text-ink">{t(payment.isForOrder ? "orderStays" : "basketStays")}</p>
      </FocusedNotice>
      <Link
        href={payment.isForOrder ? `/orders/${payment.orderNumber}/pay` : "/checkout?step=payment"}
        className={buttonClass()}
      >
        {t("chooseAnother")}
      </Link>
    </div>
  )
}

/**
 * Asks the shop again and again, ever more seldom, as long as somebody looks at the page. Who has just paid elsewhere
 * is told nothing before the first answer: the shop may not know of it yet.
 */
function useFollowed(found: Snapshot, linkKey: string | undefined) {
  const [payment, setPayment] = useState(found)
  const [looks, setLooks] = useState(0)
  const [, startLooking] = useTransition()
  const look = () =>
    startLooking(async () => {
      try {
        setPayment(await followPayment(found.id, linkKey))
      } catch (error) {
        unstable_rethrow(error) // The order is open; anything else the next look may heal.
      }
      setLooks((before) => before + 1)
    })
  useEffect(() => {
    if (payment.state === "released" || looks >= MOST_LOOKS) return
    const pause = looks === 0 ? 0 : (PAUSES_MS[looks - 1] ?? 10_000)
    const timer = setTimeout(look, pause)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- one look after the other
  }, [looks, payment.state])
  return { payment, look, isLookedAt: looks > 0 }
}
