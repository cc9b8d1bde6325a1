type PriceTextProps = {
  amount: string
  now?: string
  before?: string
  replaced?: string
  /** The lowest price of the 30 days before, in words. */
  lowest?: string
  className?: string
}

/** A price, and beside it the one it replaces. Both are named, because a line through a number says nothing aloud. */
export function PriceText({ amount, now, before, replaced, lowest, className }: PriceTextProps) {
  return (
    <span data-slot="price" className={className ? `price ${className}` : "price"}>
      <span className={replaced ? "text-rust" : undefined}>
        {now && <span className="sr-only">{`${now} `}</span>}
        {amount}
      </span>
      {replaced && (
        <>
          <span className="sr-only">{`${before ?? ""} `}</span>
          <s>{replaced}</s>
        </>
      )}
      {lowest && <small>{lowest}</small>}
    </span>
  )
}
