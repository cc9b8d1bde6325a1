"use client"

import { lazy } from "react"

import type { FormFacts } from "@/features/content/form-fields"

const Sheet = lazy(() => import("@/features/content/components/form-sheet"))

/**
 * Without a boundary around it: who has no scripts gets it where it stands, and not behind the page. What a page of the
 * server names has to be a function: React would not look through two lazy parts.
 */
export function FormSheet({ form }: { form: FormFacts }) {
  return <Sheet form={form} />
}
