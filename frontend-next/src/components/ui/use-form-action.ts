"use client"

import { unstable_rethrow } from "next/navigation"
import { useActionState, useSyncExternalStore } from "react"

import { unreachable, type Refusal } from "@/lib/forms"

type Action<State> = (state: Awaited<State>, form: FormData) => Promise<State>

/**
 * `useActionState` for actions of the server. Before scripts run the form goes to the action by itself; afterwards an
 * action that does not reach the server is a refusal like any other, which keeps what was typed on the page.
 */
export function useFormAction<State>(action: Action<State | Refusal | null>, initial: Awaited<State> | null) {
  const isAlive = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
  return useActionState<State | Refusal | null, FormData>(isAlive ? surviving(action) : action, initial)
}

function surviving<State>(action: Action<State | Refusal | null>): Action<State | Refusal | null> {
  return async (state, form) => {
    try {
      return await action(state, form)
    } catch (error) {
      unstable_rethrow(error)
      return unreachable(form)
    }
  }
}
