import { useTranslations } from "next-intl"

import { Link } from "@/i18n/navigation"
import type { Checkout } from "@/lib/api/types"

type TermsOfSaleProps = { terms: NonNullable<Checkout["terms"]>; error?: string | undefined }

/** Which terms one agrees to by ordering, with a box to tick where the shop asks for it. */
export function TermsOfSale({ terms, error }: TermsOfSaleProps) {
  const t = useTranslations("payment")
  const { version, is_demanded: isDemanded } = terms
  const words = t.rich(isDemanded ? "agreeToTerms" : "orderingAgrees", {
    title: terms.title,
    link: (text) => (
      <Link href={terms.path} prefetch={false} target="_blank" className="link">
        {text}
      </Link>
    ),
  })
  return (
    <div data-slot="terms">
      {isDemanded ? (
        <label className="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            // A newer version has to be agreed to anew.
            key={version}
            type="checkbox"
            name="accepted_terms"
            value={version}
            required
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "terms-error" : undefined}
            className="size-5 shrink-0 accent-moss"
          />
          <span>{words}</span>
        </label>
      ) : (
        <p className="text-sm text-soft">
          <input type="hidden" name="accepted_terms" value={version} />
          {words}
        </p>
      )}
      {error && (
        <p id="terms-error" role="alert" className="mt-1 text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
