import type { ComponentProps, ReactNode } from "react"

import { Icon } from "@/components/ui/icon"
import { cn } from "@/lib/cn"

type FieldFrame = {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  className?: string
}

/** A label, its control, and what is wrong with it, tied together for assistive technology. */
export function TextField({
  id,
  label,
  hint,
  error,
  className,
  ...props
}: FieldFrame & Omit<ComponentProps<"input">, "id">) {
  return (
    <Frame {...{ id, label, hint, error, className }}>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className="control"
        {...props}
      />
    </Frame>
  )
}

export function TextAreaField({
  id,
  label,
  hint,
  error,
  className,
  ...props
}: FieldFrame & Omit<ComponentProps<"textarea">, "id">) {
  return (
    <Frame {...{ id, label, hint, error, className }}>
      <textarea
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className="control py-3"
        {...props}
      />
    </Frame>
  )
}

export function SelectField({
  id,
  label,
  hint,
  error,
  className,
  children,
  ...props
}: FieldFrame & Omit<ComponentProps<"select">, "id">) {
  return (
    <Frame {...{ id, label, hint, error, className }}>
      <div className="relative">
        <select
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          className="control appearance-none pe-10"
          {...props}
        >
          {children}
        </select>
        <Icon name="chevron" className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2" />
      </div>
    </Frame>
  )
}

function Frame({ id, label, hint, error, className, children }: FieldFrame & { children: ReactNode }) {
  return (
    <div data-slot="field" className={cn("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-danger">
          <Icon name="alert" className="mt-0.5 size-4" />
          {error}
        </p>
      )}
    </div>
  )
}

function describedBy(id: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean)
  return ids.length > 0 ? ids.join(" ") : undefined
}
