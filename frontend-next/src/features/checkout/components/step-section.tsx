import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

import { Icon } from "@/components/ui/icon"
import { STEPS, type Step } from "@/features/checkout/steps"
import { Link } from "@/i18n/navigation"
import { cn } from "@/lib/cn"

type StepSectionProps = {
  step: Step
  isCurrent: boolean
  isDone: boolean
  summary: ReactNode
  children: ReactNode
}

/** One step: open, or done and summed up with a way back, or still to come. */
export function StepSection({ step, isCurrent, isDone, summary, children }: StepSectionProps) {
  const t = useTranslations("checkout")
  return (
    <section
      data-slot="checkout-step"
      aria-labelledby={`step-${step}`}
      aria-current={isCurrent ? "step" : undefined}
      className="border-t border-line py-6"
    >
      <div className="flex items-center gap-3.5">
        <StepMarker number={STEPS.indexOf(step) + 1} isCurrent={isCurrent} isDone={isDone} />
        <h2
          id={`step-${step}`}
          className={cn("flex-1 font-display text-heading", !isCurrent && !isDone && "text-faint")}
        >
          {t(`steps.${step}`)}
        </h2>
        {isDone && !isCurrent && (
          <Link
            href={`/checkout?step=${step}`}
            className="link inline-flex min-h-11 items-center text-sm"
            aria-describedby={`step-${step}`}
          >
            {t("change")}
          </Link>
        )}
      </div>
      {isCurrent && <div className="pt-6 sm:ps-11.5">{children}</div>}
      {!isCurrent && isDone && <div className="pt-2 text-[0.9375rem] text-soft sm:ps-11.5">{summary}</div>}
    </section>
  )
}

function StepMarker({ number, isCurrent, isDone }: { number: number; isCurrent: boolean; isDone: boolean }) {
  const t = useTranslations("checkout")
  return (
    <span
      className={cn(
        "grid size-8 shrink-0 place-items-center rounded-full border text-sm tabular-nums",
        isCurrent ? "border-moss bg-moss text-paper" : "border-edge text-faint",
      )}
    >
      {isDone && !isCurrent ? (
        <Icon name="check" className="size-4 text-success" />
      ) : (
        <span aria-hidden="true">{number}</span>
      )}
      {isDone && <span className="sr-only">{t("done")}</span>}
    </span>
  )
}
