"use client"

import { useTranslations } from "next-intl"

import { FormProblem } from "@/components/ui/form-problem"
import { Notice } from "@/components/ui/notice"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { orderAgain, type Reordered } from "@/features/orders/reordering"
import { Link } from "@/i18n/navigation"
import { useProblemText } from "@/lib/problem-text"

type OrderAgainProps = { number: string; token?: string | undefined }

export function OrderAgain({ number, token }: OrderAgainProps) {
  const t = useTranslations("orders")
  const problemText = useProblemText()
  const [state, action] = useFormAction(orderAgain, null)
  return (
    <form action={action} className="flex flex-col items-start gap-4" data-slot="order-again">
      {state?.ok === false && <FormProblem refusal={state}>{problemText(state)}</FormProblem>}
      {state?.ok && <LeftOut {...state} />}
      <input type="hidden" name="number" value={number} />
      {token && <input type="hidden" name="token" value={token} />}
      {!state?.ok && (
        <SubmitButton variant="secondary" pendingText={t("ordersAgain")}>
          {t("orderAgain")}
        </SubmitButton>
      )}
    </form>
  )
}

/** What could not be added stays in view; the rest is in the cart. */
function LeftOut({ leftOut, isAnyAdded }: Reordered) {
  const t = useTranslations("orders")
  return (
    <Notice tone="warning" role="alert">
      <p>{t(isAnyAdded ? "leftOut" : "allLeftOut")}</p>
      <ul className="mt-2 list-disc ps-5">
        {leftOut.map(({ id, name, reason }) => (
          <li key={id}>
            <bdi>{name}</bdi>: {reason}
          </li>
        ))}
      </ul>
      {isAnyAdded && (
        <p className="mt-3">
          <Link href="/cart" className="link">
            {t("toCart")}
          </Link>
        </p>
      )}
    </Notice>
  )
}
