import { expect, it } from "vitest"

import { isReadable, markdownLink, markdownOf, prefersMarkdown } from "@/lib/markdown"

it("says in Markdown what editors have written", () => {
  const html =
    '<h2>Oil &amp; wax</h2><p>Use <b>little</b>, says <a href="https://shop.example/en/about">Ada</a>.</p><ul><li>once</li><li>twice</li></ul>'
  expect(markdownOf(html)).toBe(
    "## Oil & wax\n\nUse **little**, says [Ada](https://shop.example/en/about).\n\n- once\n- twice",
  )
})

it("lets no text become a mark", () => {
  expect(markdownOf("<p>* 5 &lt;b&gt; [x](y) # no</p>")).toBe("\\* 5 \\<b\\> \\[x\\](y) \\# no")
  expect(markdownLink("a]b", "https://x.example/(1)")).toBe("[a\\]b](https://x.example/%281%29)")
})

it.each([
  ["text/markdown", true],
  ["text/markdown, text/html;q=0.8", true],
  ["text/html,application/xhtml+xml,*/*;q=0.8", false],
  ["text/markdown;q=0.1, text/html", false],
  ["*/*", false],
  [undefined, false],
])("of %s says whether Markdown is wanted", (accept, isWanted) => {
  expect(prefersMarkdown(accept)).toBe(isWanted)
})

it.each([
  [["about"], true],
  [[], true],
  [["products", "heron-lamp"], true],
  [["products"], false],
  [["categories", "sofas"], false],
  [["account"], false],
])("of %s says whether it can be read so", (places, isPage) => {
  expect(isReadable(places)).toBe(isPage)
})
