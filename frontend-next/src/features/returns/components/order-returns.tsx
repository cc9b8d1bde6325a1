import { useFormatter, useLocale, useTranslations } from "next-intl"

import { Notice } from "@/components/ui/notice"
import { buttonClass } from "@/components/ui/button"
import { ReturnSteps } from "@/features/returns/components/return-steps"
import { Link } from "@/i18n/navigation"
import type { OrderReturn, OrderReturns } from "@/lib/api/types"
import { formatMoney, isZero } from "@/lib/money"

type Props = { number: string; token?: string | undefined; returns: OrderReturns }

/** What came back of an order, how it goes on, and the ways to send something back or to withdraw. */
export function OrderReturnsSection({ number, token, returns }: Props) {
  const t = useTranslations("returns")
  const format = useFormatter()
  const query = token ? `?token=${encodeURIComponent(token)}` : ""
  const href = `/orders/${encodeURIComponent(number)}`
  const canReturn = returns.lines.some(({ left }) => left > 0)
  if (!canReturn && !returns.can_be_withdrawn && !returns.withdrawal && returns.returns.length === 0)
    return null
  return (
    <section aria-labelledby="order-returns" data-slot="order-returns" className="mt-12 max-w-2xl">
      <h2 id="order-returns" className="mb-4 font-display text-heading">
        {t("title")}
      </h2>
      {returns.withdrawal && (
        <Notice tone="success" role="status" className="mb-6" data-slot="withdrawal-receipt">
          {t("withdrawnOn", { moment: momentOf(returns.withdrawal.declared_at) })}
        </Notice>
      )}
      <ol className="flex flex-col gap-4">
        {returns.returns.map((each) => (
          <li key={each.id} className="rounded-xs border border-line p-5" data-slot="return">
            <OneReturn each={each} number={number} token={token} />
          </li>
        ))}
      </ol>
      <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
        {canReturn && (
          <Link
            href={`${href}/return${query}`}
            prefetch={false}
            className={buttonClass({ variant: "secondary" })}
          >
            {t("start")}
          </Link>
        )}
        {returns.can_be_withdrawn && (
          <Link
            href={`${href}/withdraw${query}`}
            prefetch={false}
            className="link inline-flex min-h-11 items-center"
          >
            {t("withdraw")}
          </Link>
        )}
      </div>
    </section>
  )

  function momentOf(at: string): string {
    return format.dateTime(new Date(at), { dateStyle: "long", timeStyle: "long" })
  }
}

function OneReturn({
  each,
  number,
  token,
}: {
  each: OrderReturn
  number: string
  token?: string | undefined
}) {
  const t = useTranslations("returns")
  const locale = useLocale()
  const isApproved = each.state === "approved"
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-medium">
          {t.rich("number", { number: each.number, mark: (text) => <bdi>{text}</bdi> })}
        </h3>
        <span className="text-sm text-soft">{each.state_label}</span>
      </div>
      <ul className="mt-2 text-[0.9375rem]">
        {each.lines.map((line) => (
          <li key={line.line_id}>{t("line", { quantity: line.quantity, name: line.name })}</li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-soft">
        {each.reason_label} · {each.wish_label}
      </p>
      {each.decline_reason && (
        <p className="mt-3" dir="auto">
          {each.decline_reason}
        </p>
      )}
      {each.send_to && (
        <div className="mt-4">
          <p className="text-sm font-medium text-faint">{t("sendTo")}</p>
          <address className="whitespace-pre-line not-italic" dir="auto">
            {each.send_to}
          </address>
          <p className="mt-2 text-sm text-soft">{t("putNumber", { number: each.number })}</p>
        </div>
      )}
      {each.tracking_number && (
        <p className="mt-3 text-sm">
          {each.carrier} <bdi>{each.tracking_number}</bdi>
        </p>
      )}
      {!isZero(each.refunded) && (
        <p className="mt-3 font-medium">
          {t(each.is_credit ? "credited" : "refunded", { amount: formatMoney(each.refunded, locale) })}
        </p>
      )}
      {each.replacement && (
        <p className="mt-3 font-medium" data-slot="replacement">
          {t.rich("replacement", {
            number: each.replacement,
            order: (text) => (
              <Link
                href={`/orders/${encodeURIComponent(each.replacement ?? "")}`}
                prefetch={false}
                className="link"
              >
                <bdi>{text}</bdi>
              </Link>
            ),
          })}
        </p>
      )}
      {(isApproved || each.state === "requested") && (
        <ReturnSteps number={number} token={token} id={each.id} canBeSent={isApproved} canBeKept />
      )}
    </>
  )
}
