import type { ComponentProps } from "react"

import { Icon, type IconName } from "@/components/ui/icon"
import { cn } from "@/lib/cn"

const TONES = {
  danger: { box: "border-danger/40 bg-danger/5 text-danger", icon: "alert" },
  warning: { box: "border-ochre bg-ochre/10 text-ink", icon: "alert" },
  success: { box: "border-success/40 bg-success/5 text-success", icon: "check" },
} as const satisfies Record<string, { box: string; icon: IconName }>

export function Notice({
  tone,
  className,
  children,
  ...props
}: ComponentProps<"div"> & { tone: keyof typeof TONES }) {
  const { box, icon } = TONES[tone]
  return (
    <div data-slot="notice" className={cn("notice", box, className)} {...props}>
      <Icon name={icon} className="mt-px" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
