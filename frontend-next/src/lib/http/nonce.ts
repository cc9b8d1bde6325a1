import { headers } from "next/headers"

/** The word that lets a style of ours stand in the page that is being rendered; Next puts it on its own only. */
export async function currentNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy") ?? ""
  return /'nonce-([^']+)'/.exec(policy)?.[1]
}
