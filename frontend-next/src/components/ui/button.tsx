import type { ComponentProps } from "react"

import { cn } from "@/lib/cn"

type Look = { variant?: "primary" | "secondary" | "light" | "quiet"; size?: "normal" | "small" }

/** The look of a button, for links that lead somewhere important. */
export function buttonClass({ variant = "primary", size = "normal" }: Look = {}): string {
  return `button ${size === "small" ? "button-small " : ""}button-${variant}`
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
