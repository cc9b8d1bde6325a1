/** Written by `npm run api:types` from the contract. A code that ends with a dot begins those of a family. */
export type FacetParameter = { code: string; isChosen: boolean; values: readonly string[] | null }

export const FACET_PARAMETERS: readonly FacetParameter[] = [
  {"code":"attr.","isChosen":true,"values":null},
  {"code":"available","isChosen":true,"values":["true"]},
  {"code":"category","isChosen":true,"values":null},
  {"code":"discount","isChosen":true,"values":["10","20","30","50"]},
  {"code":"on_sale","isChosen":true,"values":["true"]},
  {"code":"price","isChosen":false,"values":null},
  {"code":"price","isChosen":false,"values":null},
  {"code":"rating","isChosen":true,"values":["1","2","3","4"]},
  {"code":"seller","isChosen":true,"values":null},
]
