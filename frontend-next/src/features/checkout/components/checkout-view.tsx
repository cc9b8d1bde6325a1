import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { AddressText } from "@/components/commerce/address-text"
import { PointText } from "@/components/commerce/point-text"
import { addressChoices, startValues } from "@/features/checkout/address-choices"
import { CheckoutSummary } from "@/features/checkout/components/checkout-summary"
import { DeliveryForm } from "@/features/checkout/components/delivery-form"
import { PricedBy } from "@/features/checkout/components/priced-by"
import { DetailsForm } from "@/features/checkout/components/details-form"
import { VatIdForm } from "@/features/checkout/components/vat-id-form"
import { StepSection } from "@/features/checkout/components/step-section"
import type { PointsAnswer } from "@/features/checkout/queries"
import { isDone, STEPS, type Step } from "@/features/checkout/steps"
import type { AddressBook, Channel, Checkout, ShippingMethod } from "@/lib/api/types"

type CheckoutViewProps = {
  checkout: Checkout
  step: Step
  methods: ShippingMethod[]
  points: PointsAnswer | null
  countries: Channel["countries"]
  book: AddressBook | null
  /** The last step, which knows nothing of the others. */
  payment: ReactNode
}

export function CheckoutView({
  checkout,
  step,
  methods,
  points,
  countries,
  book,
  payment,
}: CheckoutViewProps) {
  const t = useTranslations("checkout")
  const { shipping_address: shipping, email } = checkout
  const countryName = countries.find(({ code }) => code === shipping?.country)?.name ?? ""
  const choices = addressChoices(book, countries)
  const initial = startValues(checkout, book, choices)
  const content: Record<Step, { form: ReactNode; summary: ReactNode }> = {
    details: {
      form: (
        <DetailsForm
          countries={countries}
          initial={initial}
          choices={book && choices}
          offersReminders={checkout.offers_reminders}
        />
      ),
      summary: shipping && (
        <>
          <p>
            <bdi>{email}</bdi>
          </p>
          <AddressText address={shipping} countryName={countryName} />
        </>
      ),
    },
    delivery: {
      form: (
        <>
          {checkout.totals.taxes.length > 0 && <VatIdForm named={checkout.vat_id} />}
          <DeliveryForm
            methods={methods}
            chosenCode={checkout.shipping_method?.code}
            point={checkout.pickup_point}
            points={points}
          />
        </>
      ),
      summary: checkout.shipping_method && (
        <>
          {checkout.shipping_method.name}
          <PricedBy method={checkout.shipping_method} />
          {checkout.pickup_point && <PointText point={checkout.pickup_point} />}
        </>
      ),
    },
    payment: {
      form: payment,
      summary: null,
    },
  }
  return (
    <div
      data-slot="checkout"
      className="grid items-start gap-x-[clamp(2rem,6vw,6rem)] gap-y-6 lg:grid-cols-[1fr_26rem]"
    >
      <div>
        <h1 className="mb-6 font-display text-title font-[380]">{t("title")}</h1>
        {STEPS.map((name) => (
          <StepSection
            key={name}
            step={name}
            isCurrent={name === step}
            isDone={isDone(name, checkout)}
            summary={content[name].summary}
          >
            {content[name].form}
          </StepSection>
        ))}
      </div>
      <CheckoutSummary checkout={checkout} />
    </div>
  )
}
