// No accessibility fault that axe can see, in light and in dark, in the states a reader meets.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { answer, NEAR_THE_EDGE, options, picker, rows } from "./support/reading.mjs";
import { useSite } from "./support/site.mjs";

describe("axe", () => {
  const site = useSite();

  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1280, 900], [360, 800]]) {
      test(`finds nothing in ${colorScheme} at ${width} px`, site.test(async ({ page, open }) => {
        await open("/");
        await rows(page, "quants");
        await rows(page, "models");
        await rows(page, "devices");
        assert.deepEqual(await violations(page), [], "as it opens");

        await picker(page, "Model").fill("qwen");
        await options(page, "Model").first().waitFor();
        assert.deepEqual(await violations(page), [], "a picker is open");
        await page.keyboard.press("Escape");

        await page.getByText("Recent", { exact: true }).click();
        await page.getByText("More settings", { exact: true }).click();
        assert.deepEqual(await violations(page), [], "recent questions and settings are open");

        await page.locator('button[data-term="decode"]').first().click();
        await page.getByRole("dialog").waitFor();
        assert.deepEqual(await violations(page), [], "a derivation is open");
        await page.keyboard.press("Escape");

        await open(`${NEAR_THE_EDGE}&ctx=131072&n=2&colour=red`);
        await page.getByRole("alert").waitFor();
        assert.deepEqual(await violations(page), [], "two cards, a notice");

        await open(`${NEAR_THE_EDGE}&ctx=131072`);
        await rows(page, "models");
        assert.deepEqual(await violations(page), [], "it does not fit");

        await open("/?model=nonsense&on=nvidia-rtx-4090&ctx=many");
        await answer(page).waitFor();
        assert.deepEqual(await violations(page), [], "a bad address");

        await open("/?model=flux.1-dev&on=nvidia-rtx-4090");
        await rows(page, "devices");
        assert.deepEqual(await violations(page), [], "an image model, with unknown figures");
      }, { colorScheme, viewport: { width, height } }));
    }
  }
});
