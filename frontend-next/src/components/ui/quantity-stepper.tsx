"use client"

import { useTranslations } from "next-intl"

import { Icon, type IconName } from "@/components/ui/icon"
import { cn } from "@/lib/cn"

const LARGEST = 999

type QuantityStepperProps = {
  id: string
  label: string
  value: number
  maximum?: number | null
  onChange: (quantity: number) => void
  className?: string
}

/** A number that is pressed more often than typed. What is typed counts when the field is left. */
export function QuantityStepper({ id, label, value, maximum, onChange, className }: QuantityStepperProps) {
  const t = useTranslations("common")
  const limit = maximum ?? LARGEST
  const change = (quantity: number) => {
    if (Number.isInteger(quantity)) onChange(Math.min(Math.max(quantity, 1), LARGEST))
  }
  return (
    <div
      data-slot="quantity"
      className={cn("inline-flex h-12 rounded-xs border border-edge bg-raised", className)}
    >
      <Step
        icon="minus"
        label={t("decrease", { label })}
        isDisabled={value <= 1}
        onPress={() => change(value - 1)}
      />
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        name="quantity"
        key={value}
        defaultValue={value}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        onBlur={(event) => change(Number.parseInt(event.target.value, 10))}
        className="w-10 bg-transparent text-center tabular-nums"
      />
      <Step
        icon="plus"
        label={t("increase", { label })}
        isDisabled={value >= limit}
        onPress={() => change(value + 1)}
      />
    </div>
  )
}

type StepProps = { icon: IconName; label: string; isDisabled: boolean; onPress: () => void }

function Step({ icon, label, isDisabled, onPress }: StepProps) {
  return (
    <button
      type="button"
      disabled={isDisabled}
      onClick={onPress}
      className="grid w-11 cursor-pointer place-items-center disabled:cursor-not-allowed disabled:text-edge"
    >
      <Icon name={icon} className="size-4" />
      <span className="sr-only">{label}</span>
    </button>
  )
}
