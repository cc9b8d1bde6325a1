import { fieldName, ProblemError } from "@/lib/api/problem"
import { formValues, type ProblemParams, type Refusal } from "@/lib/forms"

/** Turns a thrown problem into a refusal; whatever is no problem of the API goes on up to the error page. */
export function refusal(error: unknown, form?: FormData): Refusal {
  if (!(error instanceof ProblemError)) throw error
  const fields = Object.fromEntries(
    error.problem.errors.map(({ pointer, code, detail }) => [fieldName(pointer), { code, detail }]),
  )
  const { code, detail } = error.problem
  const values = form ? formValues(form) : {}
  return { ok: false, code, detail, params: paramsOf(error), fields, values }
}

function paramsOf({ problem }: ProblemError): ProblemParams {
  const entries = Object.entries(problem)
    .map(([name, value]) => [name, isWords(value) ? value.join(", ") : value])
    .filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === "string" || typeof entry[1] === "number",
    )
  return Object.fromEntries(entries)
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string")
}
