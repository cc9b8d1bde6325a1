"use client"

import { useTranslations } from "next-intl"

import type { AddressChoice } from "@/features/checkout/address-choices"

type SavedAddressesProps = {
  choices: AddressChoice[]
  chosen: string | undefined
  onChoose: (id: string) => void
}

/** Picking one fills in the fields that follow; there it can still be changed. */
export function SavedAddresses({ choices, chosen, onChoose }: SavedAddressesProps) {
  const t = useTranslations("address")
  const options = [
    ...choices.map(({ id, address }) => ({
      id,
      title: [address.first_name, address.last_name].filter(Boolean).join(" "),
      text: [address.line1, `${address.postcode} ${address.city}`.trim(), address.country].join(", "),
    })),
    { id: "", title: t("another"), text: "" },
  ]
  return (
    <fieldset className="mb-6" aria-describedby="saved-addresses-hint" data-slot="saved-addresses">
      <legend className="mb-1 text-sm font-medium">{t("saved")}</legend>
      <p id="saved-addresses-hint" className="mb-3 text-sm text-faint">
        {t("savedHint")}
      </p>
      <div className="grid gap-2">
        {options.map(({ id, title, text }) => (
          <label
            key={id}
            className="flex min-h-11 cursor-pointer items-start gap-3.5 rounded-xs border border-edge bg-raised p-3 hover:border-ink has-checked:border-ink has-checked:ring-1 has-checked:ring-ink"
          >
            <input
              type="radio"
              name="saved_address"
              value={id}
              checked={(chosen ?? "") === id}
              onChange={() => onChoose(id)}
              className="mt-0.5 size-5 shrink-0 accent-moss"
            />
            <span>
              <bdi className="block font-medium">{title}</bdi>
              {text && <bdi className="block text-sm text-soft">{text}</bdi>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
