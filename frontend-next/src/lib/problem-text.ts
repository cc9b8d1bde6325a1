import { useTranslations } from "next-intl"

import type { FieldProblem, ProblemParams } from "@/lib/forms"

type SpokenProblem = FieldProblem & { params?: ProblemParams }

/**
 * The sentence for a problem: ours for its reason or its code, else the API's own, else an honest general one.
 * A `reason` is more to the point than the code it comes with.
 */
export function useProblemText(): (problem: SpokenProblem) => string {
  const t = useTranslations("problems")
  return ({ code, detail, params }) => {
    const keys = [params?.reason, code] as "unexpected_answer"[]
    const key = keys.find((candidate) => typeof candidate === "string" && t.has(candidate))
    return key ? t(key, params) : detail || t("unexpected_answer")
  }
}
