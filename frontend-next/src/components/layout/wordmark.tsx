/** The shop's name as it is signed: an ampersand in it is set in italics. */
export function Wordmark({ name }: { name: string }) {
  const [first, ...rest] = name.split(" & ")
  return (
    <span
      dir="ltr"
      className="font-[family-name:var(--brand-display,var(--font-newsreader))] text-[1.625rem] leading-none font-[450] tracking-[-0.03em] whitespace-nowrap"
    >
      {first}
      {rest.map((part) => (
        <span key={part}>
          {" "}
          <em className="font-display-italic font-[350] text-rust">&amp;</em> {part}
        </span>
      ))}
    </span>
  )
}
