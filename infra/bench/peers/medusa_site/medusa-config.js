const { defineConfig } = require("@medusajs/framework/utils")

const origin = "http://localhost"

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: origin,
      adminCors: origin,
      authCors: origin,
      jwtSecret: process.env.PEER_SECRET,
      cookieSecret: process.env.PEER_SECRET,
    },
  },
  admin: { disable: true },
  modules: [
    {
      resolve: "@medusajs/medusa/search",
      options: { providers: [{ resolve: "@medusajs/medusa/search-postgres", id: "postgres" }] },
    },
  ],
})
