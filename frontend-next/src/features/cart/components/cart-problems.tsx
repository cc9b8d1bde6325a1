import { Notice } from "@/components/ui/notice"
import type { Cart } from "@/lib/api/types"
import { useProblemText } from "@/lib/problem-text"

/** What is wrong with the cart as a whole; a line's own trouble stands at the line. */
export function CartProblems({ problems }: { problems: Cart["problems"] }) {
  const problemText = useProblemText()
  const general = problems.filter((problem) => problem.line_id === null)
  if (general.length === 0) return null
  return (
    <Notice tone="warning" role="alert" className="mb-6">
      <ul>
        {general.map(({ code, detail }) => (
          <li key={code}>{problemText({ code, detail })}</li>
        ))}
      </ul>
    </Notice>
  )
}
