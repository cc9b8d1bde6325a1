import { mayRemember } from "@/lib/memory/consent"

const CAMPAIGN = "heron.campaign"

/** Tells that a variant was seen, or that somebody went on from it. Never waits, never fails, never says who. */
export function reportSlot(receipt: string, type: "shown" | "clicked"): void {
  if (!mayRemember()) return
  void fetch("/api/slot-counts", {
    method: "POST",
    body: JSON.stringify({ receipt, type }),
    headers: { "Content-Type": "application/json" },
    keepalive: true,
  }).catch(() => undefined)
}

/** The campaign that led to this page, or to this tab where that was kept. */
export function readCampaign(): string | null {
  return campaignOfAddress() ?? keptCampaign()
}

/** Keeps it for the tab, where the shopper agreed that the shop remembers. */
export function keepCampaign(): void {
  const named = campaignOfAddress()
  if (named === null || !mayRemember()) return
  try {
    window.sessionStorage.setItem(CAMPAIGN, named)
  } catch {
    // Without storage the next page does not know of it; that is all.
  }
}

function campaignOfAddress(): string | null {
  return new URLSearchParams(window.location.search).get("utm_campaign")
}

function keptCampaign(): string | null {
  try {
    return mayRemember() ? window.sessionStorage.getItem(CAMPAIGN) : null
  } catch {
    return null
  }
}
