// Serves dist/ with the project's own server on a free port.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Starts the server below a path prefix; gives its address (with a slash at the end) and a way to stop it. */
export async function serve({ prefix = "" } = {}) {
  const args = ["serve", "--no-build", "--port", "0", ...(prefix ? ["--prefix", prefix] : [])];
  // `cargo xtask test` names its own program; by hand, cargo finds it.
  const [program, first] = process.env.XTASK ? [process.env.XTASK, []] : ["cargo", ["xtask"]];
  const child = spawn(program, [...first, ...args], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const found = line.match(/^serving (http:\S+)$/);
    if (found) return { address: found[1], stop: () => child.kill() };
  }
  throw new Error("the server did not start");
}
