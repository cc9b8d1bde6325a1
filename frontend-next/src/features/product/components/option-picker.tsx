"use client"

import { useTranslations } from "next-intl"

import { Swatch } from "@/components/commerce/swatch"
import { useVariant } from "@/features/product/components/variant-provider"
import { isPossible, isSoldOut } from "@/features/product/variants"
import type { ProductOption } from "@/lib/api/types"
import { cn } from "@/lib/cn"

/** One question about the product, answered by a radio button; combinations that are not made cannot be chosen. */
export function OptionPicker({ option }: { option: ProductOption }) {
  const { variants, options, current, choose } = useVariant()
  const chosen = option.values.find(({ code }) => code === current.options[option.code])
  return (
    <fieldset data-slot="option-picker">
      <legend className="mb-2.5 text-[0.9375rem]">
        <span className="font-medium">{option.name}</span>{" "}
        <span className="ms-2 text-soft">{chosen?.label}</span>
      </legend>
      <div className="flex flex-wrap gap-2.5">
        {option.values.map((value) => (
          <OptionValue
            key={value.code}
            name={option.code}
            value={value}
            isChosen={value.code === chosen?.code}
            isPossible={isPossible(variants, options, current, option.code, value.code)}
            isSoldOut={isSoldOut(variants, options, current, option.code, value.code)}
            onChoose={() => choose(option.code, value.code)}
          />
        ))}
      </div>
    </fieldset>
  )
}

type OptionValueProps = {
  name: string
  value: ProductOption["values"][number]
  isChosen: boolean
  isPossible: boolean
  isSoldOut: boolean
  onChoose: () => void
}

function OptionValue({ name, value, isChosen, isPossible, isSoldOut, onChoose }: OptionValueProps) {
  const t = useTranslations("product")
  return (
    <label
      className={cn(
        "flex min-h-11 items-center gap-2.5 rounded-xs border px-3.5 text-[0.9375rem] transition-colors",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-moss",
        isChosen ? "border-ink bg-raised ring-1 ring-ink" : "border-edge",
        (!isPossible || (isSoldOut && !isChosen)) && "border-dashed text-faint",
        isPossible ? "cursor-pointer" : "cursor-not-allowed line-through",
        isPossible && !isChosen && "hover:border-ink",
      )}
    >
      <input
        type="radio"
        name={name}
        value={value.code}
        checked={isChosen}
        disabled={!isPossible}
        onChange={onChoose}
        className="sr-only"
      />
      {value.swatch && <Swatch colour={value.swatch} className="size-5" />}
      {value.label}
      {isSoldOut && <span className="text-sm text-faint">{t("soldOut")}</span>}
    </label>
  )
}
