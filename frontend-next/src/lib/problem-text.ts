import { useTranslations } from "next-intl"

import type { FieldProblem, ProblemParams } from "@/lib/forms"

type SpokenProblem = FieldProblem & { params?: ProblemParams }

/** The sentence for a problem's code: ours where there is one, else the API's own, else an honest general one. */
export function useProblemText(): (problem: SpokenProblem) => string {
  const t = useTranslations("problems")
  return ({ code, detail, params }) => {
    const key = code as "unexpected_answer"
    return t.has(key) ? t(key, params) : detail || t("unexpected_answer")
  }
}
