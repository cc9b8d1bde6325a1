import { cn } from "@/lib/cn"

/** A dot of colour. Its name always stands beside it or is read out by whatever contains it. */
export function Swatch({ colour, className }: { colour: string; className?: string }) {
  return (
    <span
      data-slot="swatch"
      aria-hidden="true"
      className={cn("inline-block size-3.5 rounded-full border border-ink/25", className)}
      style={{ backgroundColor: colour }}
    />
  )
}
