"use client"

import { useTranslations } from "next-intl"

import { useState } from "react"

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

/**
 * A number that is pressed more often than typed. What is typed counts when the field is left or Enter is pressed;
 * what is no quantity is said so, and the field shows the true one again.
 */
export function QuantityStepper({ id, label, value, maximum, onChange, className }: QuantityStepperProps) {
  const t = useTranslations("common")
  const [isRefused, setIsRefused] = useState(false)
  const limit = maximum ?? LARGEST
  const change = (quantity: number) => {
    setIsRefused(false)
    if (quantity !== value) onChange(quantity)
  }
  const take = (field: HTMLInputElement): boolean => {
    const quantity = parseQuantity(field.value)
    if (quantity === null) field.value = String(value)
    if (quantity === null) setIsRefused(true)
    else change(quantity)
    return quantity !== null
  }
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div
        data-slot="quantity"
        className="inline-flex h-12 self-start rounded-xs border border-edge bg-raised"
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
          aria-invalid={isRefused || undefined}
          aria-describedby={isRefused ? `${id}-error` : undefined}
          onBlur={(event) => event.target.value !== String(value) && take(event.target)}
          onKeyDown={(event) => {
            // A form around it sends the quantity along; without a valid one nothing is sent.
            if (event.key === "Enter" && !take(event.currentTarget)) event.preventDefault()
          }}
          className="w-10 bg-transparent text-center tabular-nums"
        />
        <Step
          icon="plus"
          label={t("increase", { label })}
          isDisabled={value >= limit}
          onPress={() => change(value + 1)}
        />
      </div>
      {isRefused && (
        <p id={`${id}-error`} role="alert" className="max-w-60 text-sm font-medium text-danger">
          {t("noQuantity", { largest: LARGEST })}
        </p>
      )}
    </div>
  )
}

/** A whole number from one on, in Latin or Arabic digits; null for anything else. */
export function parseQuantity(text: string): number | null {
  const latin = text.trim().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
  const quantity = /^\d{1,3}$/.test(latin) ? Number(latin) : 0
  return quantity >= 1 ? quantity : null
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
