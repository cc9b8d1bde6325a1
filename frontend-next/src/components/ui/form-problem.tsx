"use client"

import { useEffect, useRef, type ReactNode } from "react"

import { Notice } from "@/components/ui/notice"

type FormProblemProps = { refusal: object; tone?: "danger" | "warning"; children: ReactNode }

/** Why a form was refused: spoken, and in view unless a field of the form says more and has the focus. */
export function FormProblem({ refusal, tone = "danger", children }: FormProblemProps) {
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const marked = notice.current?.closest("form")?.querySelector("[aria-invalid=true]")
    if (!marked) notice.current?.scrollIntoView({ block: "nearest" })
  }, [refusal])
  return (
    <Notice ref={notice} tone={tone} role="alert" className="scroll-mt-28 scroll-mb-8">
      {children}
    </Notice>
  )
}
