"use client"

import type { ComponentProps } from "react"
import { useFormStatus } from "react-dom"

import { Button } from "@/components/ui/button"

/** Stays focusable while the form is on its way; a second press does nothing. */
export function SubmitButton({
  pendingText,
  children,
  ...props
}: ComponentProps<typeof Button> & { pendingText: string }) {
  const { pending } = useFormStatus()
  return (
    <Button
      type="submit"
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault()
      }}
      {...props}
    >
      {pending ? pendingText : children}
    </Button>
  )
}
