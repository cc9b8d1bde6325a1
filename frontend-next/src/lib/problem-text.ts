import { useTranslations } from "next-intl"

/** The sentence for a problem's code: ours where there is one, else the API's own, else an honest general one. */
export function useProblemText(): (code: string, detail?: string) => string {
  const t = useTranslations("problems")
  return (code, detail) => {
    const key = code as "unexpected_answer"
    return t.has(key) ? t(key) : detail || t("unexpected_answer")
  }
}
