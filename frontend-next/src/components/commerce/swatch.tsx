import { cn } from "@/lib/cn"

/** A dot of colour. Its name always stands beside it or is read out by whatever contains it. */
export function Swatch({ colour, className }: { colour: string; className?: string }) {
  return <span className={cn("swatch", className)} style={{ backgroundColor: colour }} />
}
