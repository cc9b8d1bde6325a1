import { useTranslations } from "next-intl"

export function SkipLink() {
  const t = useTranslations("layout")
  return (
    <a
      href="#content"
      className="sr-only z-50 bg-moss text-paper focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:px-5 focus:py-3"
    >
      {t("skip")}
    </a>
  )
}
