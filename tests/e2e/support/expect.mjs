// Waits for what Playwright has no waiter for.
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE = 60_000;

/** Tries a check again and again until it no longer throws; after a while, throws what it threw. */
export async function expect(check) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}
