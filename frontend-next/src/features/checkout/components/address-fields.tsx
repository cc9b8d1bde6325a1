"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"

import { SelectField, TextField } from "@/components/ui/field"
import type { AddressKind } from "@/features/checkout/schema"
import type { Address } from "@/lib/api/types"

const COUNTRIES_WITH_REGIONS = ["US", "AE", "SA"]

type AddressFieldsProps = {
  kind: AddressKind
  countries: { code: string; name: string }[]
  values: Record<string, string>
  errorOf: (name: string) => string | undefined
}

export function AddressFields({ kind, countries, values, errorOf }: AddressFieldsProps) {
  const t = useTranslations("address")
  const [country, setCountry] = useState(values[`${kind}.country`] ?? countries[0]?.code ?? "")
  const section = kind === "billing_address" ? "billing" : "shipping"
  const field = (name: keyof Address, autoComplete: string) => ({
    id: `${kind}.${name}`,
    name: `${kind}.${name}`,
    autoComplete: `${section} ${autoComplete}`,
    defaultValue: values[`${kind}.${name}`],
    error: errorOf(`${kind}.${name}`),
    maxLength: 200,
  })
  return (
    <div data-slot="address-fields" className="grid gap-4 sm:grid-cols-6">
      <SelectField
        id={`${kind}.country`}
        name={`${kind}.country`}
        label={t("country")}
        autoComplete={`${section} country`}
        value={country}
        error={errorOf(`${kind}.country`)}
        onChange={(event) => setCountry(event.target.value)}
        className="sm:col-span-6"
        required
      >
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        {...field("first_name", "given-name")}
        label={t("firstName")}
        className="sm:col-span-3"
        required
      />
      <TextField
        {...field("last_name", "family-name")}
        label={t("lastName")}
        className="sm:col-span-3"
        required
      />
      <TextField {...field("company", "organization")} label={t("company")} className="sm:col-span-6" />
      <TextField {...field("line1", "address-line1")} label={t("line1")} className="sm:col-span-6" required />
      <TextField {...field("line2", "address-line2")} label={t("line2")} className="sm:col-span-6" />
      <TextField
        {...field("postcode", "postal-code")}
        label={t("postcode")}
        className="sm:col-span-2"
        required
      />
      <TextField {...field("city", "address-level2")} label={t("city")} className="sm:col-span-4" required />
      {COUNTRIES_WITH_REGIONS.includes(country) && (
        <TextField {...field("region", "address-level1")} label={t("region")} className="sm:col-span-6" />
      )}
      <TextField
        {...field("phone", "tel")}
        type="tel"
        dir="ltr"
        label={t("phone")}
        hint={t("phoneHint")}
        className="sm:col-span-6 rtl:[&_input]:text-end"
      />
    </div>
  )
}
