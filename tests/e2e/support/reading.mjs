// What a reader does on the page, and what they read off it.
import { expect } from "./expect.mjs";

/** A question near the edge of its card: comfortable as it opens, too much with the model's whole context. */
export const NEAR_THE_EDGE = "/?model=llama-3.1-8b-instruct&on=nvidia-rtx-4090&quant=F16&place=device";

/** Verdicts from the worst to the best. */
const ORDER = ["does-not-fit", "marginal", "tight", "comfortable"];

/** How good a verdict is, for comparing. */
export const rank = (fit) => {
  const at = ORDER.indexOf(fit);
  if (at < 0) throw new Error(`no rank for the verdict ${fit}`);
  return at;
};

/** The picker, field or choice with this label, inside the question. */
export const form = (page) => page.getByRole("region", { name: "Question", exact: true });
export const picker = (page, name) => form(page).getByRole("combobox", { name, exact: true });
export const field = (page, word) => form(page).locator(`[data-field="${word}"]`);
export const slider = (page) => page.getByRole("slider", { name: "Context on a slider" });
export const answer = (page) => page.locator("#answer");

/** The verdict as it stands. */
export const fit = (page) => answer(page).getAttribute("data-fit");

/** The address's question as an object. */
export const asked = (page) => Object.fromEntries(new URL(page.url()).searchParams);

/** Waits until the address says so; `undefined` waits until a field is gone. */
export async function addressHolds(page, wanted) {
  await expect(async () => {
    const now = asked(page);
    for (const [name, value] of Object.entries(wanted)) {
      if (now[name] !== value) throw new Error(`the address has ${name}=${now[name]}, not ${value}: ${page.url()}`);
    }
  });
}

/** Waits for a verdict that passes, and gives it. */
export async function fitBecomes(page, passes) {
  let found;
  await expect(async () => {
    found = await fit(page);
    if (!passes(found)) throw new Error(`the verdict stays ${found}`);
  });
  return found;
}

/** The choices that an open picker offers. */
export const options = (page, label) => page.getByRole("listbox", { name: label, exact: true }).getByRole("option");

/** Chooses in a picker by typing and pressing Enter on the choice of that name. */
export async function choose(page, label, typed, name) {
  const box = picker(page, label);
  await box.fill(typed);
  await options(page, label).filter({ has: page.getByText(name, { exact: true }) }).click();
  await box.and(page.locator('[aria-expanded="false"]')).waitFor();
}

/** Bytes of the total as the memory table shows them, of its first column of figures (the device, or the host alone). */
export const totalBytes = async (page) => bytesOf(await page.locator(".memory tfoot td small").first().textContent());

/** `16,679,057,954 B` as a number. */
export const bytesOf = (text) => {
  const found = text.match(/^([\d,]+)\u00a0B$/);
  if (!found) throw new Error(`no bytes in “${text}”`);
  return Number(found[1].replaceAll(",", ""));
};

/** `38–46 tok/s` or `183 tok/s` as its two ends. */
export const rangeOf = (text) => {
  const found = text.replaceAll(",", "").match(/^([\d.]+)(?:–([\d.]+))?\u00a0tok\/s$/);
  if (!found) throw new Error(`no range in “${text}”`);
  return [Number(found[1]), Number(found[2] ?? found[1])];
};

/** The section with this heading. */
export const section = (page, name) => page.getByRole("region", { name, exact: true });

/** The rows of one of the tables, once it is worked out. */
export async function rows(page, id) {
  const list = page.locator(`[data-list="${id}"]:not([aria-busy])`);
  await list.locator("tbody tr").first().waitFor();
  return list.locator("tbody tr");
}
