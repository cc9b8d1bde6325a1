// The grown catalogue as an index: one line of the file is one product.
const { createReadStream } = require("node:fs")
const { createInterface } = require("node:readline")
const { defineSearchIndex, search } = require("@medusajs/framework/utils")

const TOGETHER = 500

const facets = process.env.PEER_FACETS.split(",").map((name) => [
  name,
  search.keyword().array().filterable().facetable(),
])

module.exports = defineSearchIndex({
  name: "product",
  entity: "product",
  fields: search.define({
    id: search.keyword().filterable(),
    title: search.text().searchable({ weight: 3 }),
    description: search.text().searchable(),
    price: search.float().filterable().sortable(),
    ...Object.fromEntries(facets),
  }),
  async *seed() {
    let documents = []
    for await (const line of createInterface({ input: createReadStream(process.env.PEER_DOCUMENTS) })) {
      documents.push(JSON.parse(line))
      if (documents.length < TOGETHER) continue
      yield [{ action: "upsert", documents }]
      documents = []
    }
    yield [{ action: "upsert", documents }]
  },
})
