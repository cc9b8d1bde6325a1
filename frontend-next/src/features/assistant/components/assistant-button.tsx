"use client"

import { lazy, Suspense, useRef, useState } from "react"

/** Nothing of the conversation is loaded before somebody wants one. */
const AssistantDialog = lazy(() => import("@/features/assistant/components/assistant-dialog"))

export function AssistantButton({ name }: { name: string }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isWanted, setIsWanted] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        data-slot="assistant-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => {
          setIsWanted(true)
          setIsOpen(!isOpen)
        }}
        className="assistant-button button button-primary"
      >
        {name}
      </button>
      {isWanted && (
        <Suspense>
          <AssistantDialog
            name={name}
            isOpen={isOpen}
            onClose={() => {
              setIsOpen(false)
              button.current?.focus()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
