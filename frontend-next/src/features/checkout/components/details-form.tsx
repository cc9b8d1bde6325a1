"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { TextField } from "@/components/ui/field"
import { FormProblem } from "@/components/ui/form-problem"
import { SubmitButton } from "@/components/ui/submit-button"
import { useFormAction } from "@/components/ui/use-form-action"
import { useFocusFirstInvalid } from "@/components/ui/use-focus-first-invalid"
import { saveDetails } from "@/features/checkout/actions"
import { chosenId, type AddressChoice } from "@/features/checkout/address-choices"
import { AddressFields } from "@/features/checkout/components/address-fields"
import { SavedAddresses } from "@/features/checkout/components/saved-addresses"
import { addressValues } from "@/features/checkout/schema"
import { useProblemText } from "@/lib/problem-text"

type DetailsFormProps = {
  countries: { code: string; name: string }[]
  initial: Record<string, string>
  /** The addresses a customer may pick from; null for a guest, who can save none. */
  choices: AddressChoice[] | null
  /** Whether a guest may agree to be written to once the cart is left. */
  offersReminders: boolean
}

/** Who gets it and where. After a refusal everything typed is still there, and the first wrong field has the focus. */
export function DetailsForm({ countries, initial, choices, offersReminders }: DetailsFormProps) {
  const t = useTranslations("checkout")
  const problemText = useProblemText()
  const [state, action] = useFormAction(saveDetails, null)
  const refused = state?.ok === false ? state : null
  const form = useFocusFirstInvalid(refused)
  const values = refused?.values ?? initial
  // What was picked counts until the next answer, which knows what was typed meanwhile.
  const [picked, setPicked] = useState<{ id: string; after: typeof state }>()
  const current = picked?.after === state ? picked : undefined
  const pickedAddress = current && (choices?.find(({ id }) => id === current.id)?.address ?? null)
  const shippingValues =
    pickedAddress === undefined ? values : addressValues("shipping_address", pickedAddress)
  const [billsElsewhere, setBillsElsewhere] = useState(values["billing_address.line1"] !== undefined)
  const errorOf = (name: string) => {
    const problem = refused?.fields[name]
    return problem && problemText(problem)
  }
  return (
    <form ref={form} action={action} noValidate className="flex flex-col gap-8" data-slot="details-form">
      {refused && <FormProblem refusal={refused}>{problemText(refused)}</FormProblem>}
      <TextField
        id="email"
        name="email"
        type="email"
        dir="ltr"
        label={t("email")}
        hint={t("emailHint")}
        autoComplete="email"
        defaultValue={values.email}
        error={errorOf("email")}
        className="rtl:[&_input]:text-end"
        required
      />
      {offersReminders && (
        <label className="-mt-4 flex min-h-11 cursor-pointer items-center gap-3">
          <input type="checkbox" name="accepts_reminders" className="size-5 shrink-0 accent-moss" />
          {t("remind")}
        </label>
      )}
      <fieldset>
        <legend className="mb-4 text-lg font-medium">{t("shippingAddress")}</legend>
        {choices && choices.length > 0 && (
          <SavedAddresses
            choices={choices}
            chosen={current ? current.id : chosenId(values, choices)}
            onChoose={(id) => setPicked({ id, after: state })}
          />
        )}
        <AddressFields
          key={current?.id ?? "start"}
          kind="shipping_address"
          countries={countries}
          values={shippingValues}
          errorOf={errorOf}
        />
        {choices && (
          <label className="mt-4 flex min-h-11 cursor-pointer items-center gap-3">
            <input type="checkbox" name="save_address" className="size-5 accent-moss" />
            {t("saveAddress")}
          </label>
        )}
      </fieldset>
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          name="bills_elsewhere"
          checked={billsElsewhere}
          onChange={(event) => setBillsElsewhere(event.target.checked)}
          className="size-5 accent-moss"
        />
        {t("billsElsewhere")}
      </label>
      {billsElsewhere && (
        <fieldset>
          <legend className="mb-4 text-lg font-medium">{t("billingAddress")}</legend>
          <AddressFields kind="billing_address" countries={countries} values={values} errorOf={errorOf} />
        </fieldset>
      )}
      <SubmitButton pendingText={t("saving")} className="sm:self-start">
        {t("continueToDelivery")}
      </SubmitButton>
    </form>
  )
}
