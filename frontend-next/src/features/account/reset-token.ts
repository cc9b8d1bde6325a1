import { useEffect, useSyncExternalStore } from "react"

let known = ""

/** The token that came behind the # of a letter's link, where no server and no other site ever sees it. */
export function readResetToken(): string {
  known = new URLSearchParams(window.location.hash.slice(1)).get("token") ?? known
  return known
}

/** Takes the token out of the address as soon as it was read; empty on the server and without a letter. */
export function useResetToken(): string {
  const token = useSyncExternalStore(onHashChange, readResetToken, () => "")
  useEffect(() => {
    if (token && window.location.hash) {
      const { pathname, search } = window.location
      window.history.replaceState(window.history.state, "", pathname + search)
    }
  }, [token])
  return token
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener("hashchange", listener)
  return () => window.removeEventListener("hashchange", listener)
}
