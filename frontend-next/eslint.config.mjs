import { readdirSync } from "node:fs"

import next from "eslint-config-next/core-web-vitals"
import prettier from "eslint-config-prettier"
import jsxA11y from "eslint-plugin-jsx-a11y"
import tseslint from "typescript-eslint"

const features = readdirSync("src/features")

/** The direction is app → features → components → lib; a feature never imports another feature. */
function forbidImports(files, pattern, message) {
  return { files, rules: { "no-restricted-imports": ["error", { patterns: [{ regex: pattern, message }] }] } }
}

const directions = [
  forbidImports(
    ["src/lib/**"],
    "^@/(app|front|features|components)/",
    "lib is the floor: it imports nothing above it.",
  ),
  forbidImports(
    ["src/components/**"],
    "^@/(app|front|features)/",
    "Components know neither features nor pages.",
  ),
  ...features.map((name) =>
    forbidImports(
      [`src/features/${name}/**`],
      `^@/(app|front)/|^@/features/(?!${name}/)`,
      "A feature never imports another feature or a page; the page composes them.",
    ),
  ),
]

export default tseslint.config(
  {
    ignores: [
      ".next/**",
      "next-env.d.ts",
      "src/lib/api/generated/**",
      "playwright-report/**",
      "test-results/**",
    ],
  },
  ...next,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Sources are WebP renditions made by the back end; Next has nothing left to optimise.
      "@next/next/no-img-element": "off",
      "max-lines": ["error", 150],
    },
  },
  {
    files: ["src/lib/**", "e2e/**", "**/*.test.{ts,tsx}"],
    rules: { "max-lines": ["error", 250] },
  },
  ...directions,
  prettier,
)
