import { cn } from "@/lib/cn"

/** HTML written by the shop's staff and sanitised by the back end; nothing a shopper wrote comes this way. */
export function RichText({ html, className }: { html: string; className?: string }) {
  return (
    <div
      data-slot="rich-text"
      className={cn("prose", className)}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
