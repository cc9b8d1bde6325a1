"use client"

import { lazy, Suspense, type ComponentProps } from "react"

/** Asked for when somebody is about to type, and there before the first answer. */
export const loadSuggestionList = () => import("@/features/search/components/suggestion-list")

const SuggestionList = lazy(loadSuggestionList)

export function LateSuggestions(props: ComponentProps<typeof SuggestionList>) {
  return (
    <Suspense>
      <SuggestionList {...props} />
    </Suspense>
  )
}
