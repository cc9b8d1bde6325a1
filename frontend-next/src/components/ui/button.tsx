import type { ComponentProps } from "react"

import { cn } from "@/lib/cn"

const VARIANTS = {
  primary: "bg-moss text-paper hover:bg-moss-deep",
  secondary: "border border-ink/70 text-ink hover:bg-ink hover:text-paper",
  light: "bg-paper text-moss-deep hover:bg-raised",
  quiet: "text-ink underline decoration-edge underline-offset-[0.3em] hover:decoration-ink px-0",
} as const

const SIZES = { normal: "min-h-12 px-6", small: "min-h-11 px-4 text-sm" } as const

type Look = { variant?: keyof typeof VARIANTS; size?: keyof typeof SIZES }

/** The look of a button, for links that lead somewhere important. */
export function buttonClass({ variant = "primary", size = "normal" }: Look = {}): string {
  return cn(
    "inline-flex cursor-pointer items-center justify-center gap-2.5 rounded-xs text-center font-medium",
    "transition-colors duration-200 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:opacity-55",
    SIZES[size],
    VARIANTS[variant],
  )
}

export function Button({
  variant = "primary",
  size = "normal",
  type = "button",
  className,
  ...props
}: ComponentProps<"button"> & Look) {
  return (
    <button
      data-slot="button"
      type={type}
      className={cn(buttonClass({ variant, size }), className)}
      {...props}
    />
  )
}
