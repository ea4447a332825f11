// "This week of earlier years": the page holds every review by its day, and shows
// those of a month; only the reader's browser knows which day it is.
export function showAnniversaries(): void {
  const section = document.querySelector("[data-anniversaries]");
  if (!section) return;
  section.querySelector("[data-when]")!.textContent = "This week";
  const today = new Date();
  let shown = 0;
  for (const item of section.querySelectorAll<HTMLElement>("[data-day]")) {
    item.hidden = daysApart(item.dataset.day!, today) > 5;
    if (!item.hidden) shown++;
  }
  section.querySelector<HTMLElement>("[data-none]")!.hidden = shown > 0;
}

// daysApart is how many days of the calendar lie between two days of the year,
// the shorter way round.
function daysApart(monthDay: string, today: Date): number {
  const [month, day] = monthDay.split("-").map(Number);
  const year = today.getFullYear();
  const there = Date.UTC(year, month - 1, day);
  const here = Date.UTC(year, today.getMonth(), today.getDate());
  const days = Math.abs(there - here) / 86_400_000;
  return Math.min(days, 365 - days);
}
