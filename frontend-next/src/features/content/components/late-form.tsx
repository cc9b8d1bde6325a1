"use client"

import { lazy } from "react"

/** Without a boundary around it: who has no scripts gets it where it stands, and not behind the page. */
export const FormSheet = lazy(() => import("@/features/content/components/form-sheet"))
