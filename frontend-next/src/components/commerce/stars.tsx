import type { CSSProperties } from "react"

/** Stars for the eye, a sentence for the ear. */
export function Stars({ filled, label }: { filled: number; label: string }) {
  return (
    <>
      <span className="stars" style={{ "--filled": `${String(filled)}%` } as CSSProperties} />
      <span className="sr-only">{label}</span>
    </>
  )
}
