import { z } from "zod"

const problemSchema = z.looseObject({
  status: z.number(),
  code: z.string(),
  detail: z.string().default(""),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).default([]),
})

export type ProblemBody = z.infer<typeof problemSchema>

/** An answer of the API that is not a success: RFC 9457 with a stable `code`. */
export class ProblemError extends Error {
  override readonly name = "ProblemError"

  constructor(readonly problem: ProblemBody) {
    super(`${String(problem.status)} ${problem.code}: ${problem.detail}`)
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }
}

/** Anything that is not a problem document (a proxy's HTML, an empty body) becomes `unexpected_answer`. */
export function toProblem(body: unknown, status: number): ProblemError {
  const parsed = problemSchema.safeParse(body)
  if (parsed.success) return new ProblemError(parsed.data)
  return new ProblemError({ status, code: "unexpected_answer", detail: "", errors: [] })
}

export function unavailable(cause: unknown): ProblemError {
  const error = new ProblemError({ status: 503, code: "unavailable", detail: "", errors: [] })
  error.cause = cause
  return error
}

/** `/shipping_address/line1` → `shipping_address.line1`, the name the form field carries. */
export function fieldName(pointer: string): string {
  return pointer.replace(/^\/+/, "").replaceAll("/", ".")
}
