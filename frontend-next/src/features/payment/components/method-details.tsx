"use client"

import { useTranslations } from "next-intl"
import { lazy, Suspense, useState } from "react"

import { useIsAlive } from "@/components/ui/use-is-alive"
import { SavedChoices } from "@/features/payment/components/saved-choices"
import { usedFirst } from "@/features/payment/saved-order"
import type { Driver } from "@/features/payment/driver"
import type { Money, PaymentMethod, SavedMethod } from "@/lib/api/types"
import type { StandIns } from "@/lib/payment-sources"

const CardPart = lazy(() => import("@/features/payment/stripe/card-part"))
const SavedPart = lazy(() => import("@/features/payment/stripe/saved-part"))
const RazorpayPart = lazy(() => import("@/features/payment/razorpay/part"))

type MethodDetailsProps = {
  choice: PaymentMethod
  due: Money
  /** What a customer has saved; null for a guest. */
  saved: SavedMethod[] | null
  standIns: StandIns
  onDriver: (driver: Driver | null) => void
}

/** What a chosen way to pay asks for. The provider's script is fetched only now. */
export function MethodDetails(props: MethodDetailsProps) {
  const t = useTranslations("payment")
  const isAlive = useIsAlive()
  const { script } = props.choice
  if (!script) return null
  if (!isAlive) return <noscript>{t("needsScripts")}</noscript>
  return (
    <Suspense fallback={<p role="status">{t("loadingFields")}</p>}>
      {script === "stripe" && <StripeDetails {...props} />}
      {script === "razorpay" && <RazorpayPart standIn={props.standIns.razorpay} onDriver={props.onDriver} />}
    </Suspense>
  )
}

function StripeDetails({ choice, due, saved, standIns, onDriver }: MethodDetailsProps) {
  const t = useTranslations("payment")
  const usable =
    saved?.filter(({ method, is_expired: isExpired }) => method === choice.code && !isExpired) ?? []
  const [chosen, setChosen] = useState(usedFirst(usable)?.id ?? "")
  const [saves, setSaves] = useState(false)
  const account = { client: choice.client, standIn: standIns.stripe }
  const maySave = saved !== null && choice.saves_methods
  return (
    <>
      {usable.length > 0 && <SavedChoices methods={usable} chosen={chosen} onChoose={setChosen} />}
      {chosen ? (
        <SavedPart {...account} onDriver={onDriver} />
      ) : (
        <>
          <CardPart
            {...account}
            due={due}
            savesMethod={saves}
            hasWallets={choice.wallets}
            onDriver={onDriver}
          />
          {maySave && (
            <label className="flex min-h-11 cursor-pointer items-center gap-3">
              <input
                type="checkbox"
                name="saves_method"
                checked={saves}
                onChange={({ target }) => setSaves(target.checked)}
                className="size-5 accent-moss"
              />
              {t("saveMethod")}
            </label>
          )}
        </>
      )}
    </>
  )
}
