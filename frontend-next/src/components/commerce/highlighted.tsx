type Parts = readonly { text: string; is_match: boolean }[]

/** A text with the parts that answer to a search set off. */
export function Highlighted({ parts }: { parts: Parts }) {
  return parts.map(({ text, is_match: isMatch }, index) =>
    isMatch ? (
      <mark key={index} className="bg-transparent font-semibold text-inherit">
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  )
}
