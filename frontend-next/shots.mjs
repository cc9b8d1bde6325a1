
import { chromium } from "@playwright/test"
const [port, sid, number, pay] = process.argv.slice(2)
const base = `http://127.0.0.1:${port}`
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] })
for (const lang of ["en", "ar"]) {
  const ctx = await b.newContext({ viewport: { width: 1300, height: 900 }, locale: lang })
  await ctx.addCookies(["sessionid", "django_language", "oscar_language"].map((name, i) => ({ name, value: i ? lang : sid, url: base })))
  const page = await ctx.newPage()
  for (const [name, path] of [["order", `/dashboard/money/orders/${number}/`], ["refund", `/dashboard/money/orders/${number}/refund/`], ["capture", `/dashboard/money/orders/${number}/${pay}/capture/`], ["problems", "/dashboard/money/problems/"], ["list", "/dashboard/orders/?order_number=&payment_state=part_refunded"], ["detail", `/dashboard/orders/${number}/#payment`]]) {
    const r = await page.goto(base + path); console.log(lang, name, r.status())
    await page.screenshot({ path: `/tmp/MONEY-${name}-${lang}.png`, fullPage: true })
  }
  await page.goto(base + `/dashboard/money/orders/${number}/refund/`)
  await page.locator("input[name^=line-]").first().fill("2"); await page.fill("input[name=shipping]", "4.90"); await page.fill("input[name=note]", "Broken")
  await page.locator("form.form-stacked button[type=submit]").last().click(); await page.waitForLoadState()
  await page.screenshot({ path: `/tmp/MONEY-confirm-${lang}.png`, fullPage: true })
}
await b.close()
