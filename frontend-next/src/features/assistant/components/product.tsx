"use client"

import { useLocale, useTranslations } from "next-intl"
import { useId, useState } from "react"

import { FromPrice } from "@/components/commerce/from-price"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/field"
import { Picture } from "@/components/ui/picture"
import { readOffers } from "@/features/assistant/asking"
import type { Choice } from "@/features/assistant/offers"
import type { Say } from "@/features/assistant/use-talk"
import { Link } from "@/i18n/navigation"
import type { ProductCard } from "@/lib/api/types"
import { formatMoney } from "@/lib/money"

type ProductProps = { product: ProductCard; currency: string; say: Say; onLeave: () => void }

export function Product({ product, currency, say, onLeave }: ProductProps) {
  const t = useTranslations("assistant")
  const price = product.prices[currency]
  const isSold = product.availability.is_available && price !== undefined
  return (
    <div data-slot="assistant-product" className="assistant-product">
      {product.image ? (
        <Picture image={product.image} sizes="5rem" alt="" className="size-20 rounded-xs" />
      ) : (
        <span className="size-20 rounded-xs bg-sunk" />
      )}
      <div className="flex min-w-0 flex-col items-start gap-1.5">
        <Link href={`/products/${product.slug}`} onClick={onLeave} className="link font-medium">
          {product.name}
        </Link>
        <FromPrice product={product} currency={currency} />
        {!isSold && <span className="text-sm text-faint">{t("soldOut")}</span>}
      </div>
      {isSold && <Purchase product={product} say={say} />}
    </div>
  )
}

/** A product with one variant goes into the basket at once; of others the variant is chosen first. */
function Purchase({ product, say }: { product: ProductCard; say: Say }) {
  const t = useTranslations("assistant")
  const locale = useLocale()
  const [choices, setChoices] = useState<Choice[]>()
  const add = (variant: string, label: string) => {
    const name = label ? `${product.name} (${label})` : product.name
    say(t("add", { name }), { tool: "add_to_cart", arguments: { variant_id: variant, quantity: 1 } })
  }
  const { default_variant_id: only } = product
  if (choices) return <VariantForm choices={choices} name={product.name} onAdd={add} />
  const load = () => {
    readOffers(locale, [product.slug]).then(
      ([offer]) => setChoices(offer?.choices ?? []),
      () => undefined,
    )
  }
  return (
    <Button
      size="small"
      variant={only ? "primary" : "secondary"}
      onClick={only ? () => add(only, "") : load}
      className="col-start-2 justify-self-start"
    >
      {only ? t("addToCart") : t("choose")}
      <span className="sr-only"> {product.name}</span>
    </Button>
  )
}

type VariantFormProps = { choices: Choice[]; name: string; onAdd: (variant: string, label: string) => void }

function VariantForm({ choices, name, onAdd }: VariantFormProps) {
  const t = useTranslations("assistant")
  const locale = useLocale()
  const id = useId()
  const [chosen, setChosen] = useState(choices.find(({ isAvailable }) => isAvailable)?.id)
  const choice = choices.find((each) => each.id === chosen)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (choice) onAdd(choice.id, choice.label)
      }}
      className="col-span-full flex flex-col gap-2"
    >
      <SelectField
        id={id}
        label={t("variant")}
        value={chosen}
        // It was asked for by a button that has just gone.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setChosen(event.target.value)}
      >
        {choices.map(({ id: variant, label, price, isAvailable }) => (
          <option key={variant} value={variant} disabled={!isAvailable}>
            {[label, price && formatMoney(price, locale), !isAvailable && t("soldOut")]
              .filter(Boolean)
              .join(" · ")}
          </option>
        ))}
      </SelectField>
      <Button type="submit" size="small" aria-disabled={!choice} className="self-start">
        {t("addToCart")}
        <span className="sr-only"> {name}</span>
      </Button>
    </form>
  )
}
