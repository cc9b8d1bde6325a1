// Writes by which parameters an address narrows a search down, as the API's contract says.
import { readFileSync, writeFileSync } from "node:fs"

const CONTRACT = new URL("../../infra/openapi/v1.json", import.meta.url)
const WRITTEN = new URL("../src/lib/api/generated/facets.ts", import.meta.url)

const { components, paths } = JSON.parse(readFileSync(CONTRACT, "utf8"))
const facets = paths["/api/v1/search/filters/"].get.parameters
  .map((parameter) => components.parameters[parameter.$ref?.split("/").at(-1)] ?? parameter)
  .filter((parameter) => "x-facet" in parameter)
  .map(({ name, schema, "x-facet": code }) => ({
    code,
    isChosen: name === code || code.endsWith("."),
    values: schema.type === "boolean" ? ["true"] : (schema.enum?.map(String) ?? null),
  }))

writeFileSync(
  WRITTEN,
  `/** Written by \`npm run api:types\` from the contract. A code that ends with a dot begins those of a family. */
export type FacetParameter = { code: string; isChosen: boolean; values: readonly string[] | null }

export const FACET_PARAMETERS: readonly FacetParameter[] = [
${facets.map((facet) => `  ${JSON.stringify(facet)},`).join("\n")}
]
`,
)
