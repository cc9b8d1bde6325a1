"use client"

import { unstable_rethrow } from "next/navigation"
import { useActionState } from "react"

import { useIsAlive } from "@/components/ui/use-is-alive"
import { unreachable, type Refusal } from "@/lib/forms"

type Action<State> = (state: Awaited<State>, form: FormData) => Promise<State>

/**
 * `useActionState` for actions of the server. Before scripts run the form goes to the action by itself; afterwards an
 * action that does not reach the server is a refusal like any other, which keeps what was typed on the page.
 * `inBrowser` is what a form does instead that has more to do before and after its action once scripts run.
 */
export function useFormAction<State>(
  action: Action<State | Refusal | null>,
  initial: Awaited<State> | null,
  inBrowser = action,
) {
  const isAlive = useIsAlive()
  return useActionState<State | Refusal | null, FormData>(isAlive ? surviving(inBrowser) : action, initial)
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
