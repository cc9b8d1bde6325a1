"use client"

import { lazy, Suspense, useSyncExternalStore } from "react"

const EditorBar = lazy(() => import("@/features/editor/components/editor-bar"))

/** Set by the back office where somebody works there; it says nothing of who. */
const HINT = /(?:^|;\s*)heron_editor=1/

const never = () => () => undefined

/** For nearly everybody nothing: the bar is loaded only where somebody has been to the back office. */
export function EditorHint({ backOffice }: { backOffice: string }) {
  const isEditor = useSyncExternalStore(
    never,
    () => HINT.test(document.cookie),
    () => false,
  )
  if (!isEditor) return null
  return (
    <Suspense>
      <EditorBar backOffice={backOffice} />
    </Suspense>
  )
}
