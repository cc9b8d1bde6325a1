"use client"

import { useTranslations } from "next-intl"
import { useTransition } from "react"

import { cn } from "@/lib/cn"

type Currency = { code: string; symbol: string }

type CurrencyFormProps = {
  currencies: Currency[]
  current: string
  chooseCurrency: (form: FormData) => Promise<void>
}

export function CurrencyForm({ currencies, current, chooseCurrency }: CurrencyFormProps) {
  const t = useTranslations("layout")
  const [isPending, startTransition] = useTransition()
  return (
    <form
      data-slot="currency-form"
      aria-busy={isPending}
      action={(form) => startTransition(() => chooseCurrency(form))}
      className="flex gap-2"
    >
      {currencies.map(({ code, symbol }) => (
        <button
          key={code}
          type="submit"
          name="currency"
          value={code}
          aria-pressed={code === current}
          aria-label={t("showPricesIn", { currency: code })}
          className={cn(
            "min-h-10 cursor-pointer rounded-xs border px-3 text-sm",
            code === current ? "border-ink bg-ink text-paper" : "border-edge hover:border-ink",
          )}
        >
          {symbol} {code}
        </button>
      ))}
    </form>
  )
}
