"use client"

import { useLocale, useTranslations } from "next-intl"
import { useState, type SubmitEvent } from "react"

import { Button } from "@/components/ui/button"
import { SelectField, TextField } from "@/components/ui/field"
import type { Asked } from "@/features/delivery/estimate"
import { useEstimate } from "@/features/delivery/use-estimate"
import type { Channel, DeliveryEstimate } from "@/lib/api/types"
import { daysInWords, deadlineInWords } from "@/lib/delivery-days"
import { textField } from "@/lib/forms"
import { formatMoney, isZero } from "@/lib/money"

type CartEstimateProps = { countries: Channel["countries"]; version: string }

/** What sending the cart costs, and when it arrives, before anybody has said who they are. */
export function CartEstimate({ countries, version }: CartEstimateProps) {
  const t = useTranslations("delivery")
  const [asked, setAsked] = useState<Asked>({})
  const answer = useEstimate(asked, version)
  const country = asked.country ?? (answer?.ok ? answer.estimate.country : countries[0]?.code)

  function ask(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setAsked({ country: textField(form, "country"), postcode: textField(form, "postcode") })
  }

  return (
    <section aria-labelledby="delivery-estimate" data-slot="cart-estimate" className="flex flex-col gap-3">
      <h3 id="delivery-estimate" className="font-medium">
        {t("title")}
      </h3>
      <form onSubmit={ask} className="grid grid-cols-[1fr_7rem] items-start gap-2">
        <SelectField
          key={country}
          id="estimate-country"
          name="country"
          label={t("country")}
          defaultValue={country}
        >
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          id="estimate-postcode"
          name="postcode"
          label={t("postcode")}
          maxLength={16}
          autoComplete="postal-code"
          dir="ltr"
        />
        <Button type="submit" variant="secondary" size="small" className="col-span-2">
          {t("estimate")}
        </Button>
      </form>
      <div aria-live="polite">
        {answer?.ok === false && <p className="text-sm text-danger">{answer.detail}</p>}
        {answer?.ok && <Ways estimate={answer.estimate} />}
      </div>
    </section>
  )
}

function Ways({ estimate }: { estimate: DeliveryEstimate }) {
  const t = useTranslations("delivery")
  const locale = useLocale()
  return (
    <ul className="flex flex-col gap-3 text-sm">
      {estimate.results.map((way) => (
        <li key={way.code}>
          <span className="flex justify-between gap-3">
            <span>{way.name}</span>
            <span>{isZero(way.price) ? t("free") : formatMoney(way.price, locale)}</span>
          </span>
          {way.delivery && (
            <span className="text-faint">
              {t.rich("orderBy", {
                deadline: deadlineInWords(way.delivery.order_by, locale),
                days: daysInWords(way.delivery, locale),
                strong: (words) => <>{words}</>,
              })}
            </span>
          )}
        </li>
      ))}
      {estimate.unavailable.map((way) => (
        <li key={way.code} className="text-faint">
          {t("unavailable", { name: way.name, reason: way.message })}
        </li>
      ))}
      {estimate.results.length === 0 && <li>{t("nothing")}</li>}
    </ul>
  )
}
