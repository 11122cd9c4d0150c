// A host page of another origin, as the sites are that embed the widget: tests/embed/NAME/index.html, with the site's address put in.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const PAGES = fileURLToPath(new URL("../../embed", import.meta.url));

/** Starts a host for the site at an address. */
export async function embedding(site) {
  const origin = new URL(site).origin;
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://host").pathname.replaceAll("/", "");
    const file = `${PAGES}/${name}/index.html`;
    if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
      response.writeHead(204);
      return response.end();
    }
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(readFileSync(file, "utf8").replaceAll("{{site}}", origin));
  });
  await new Promise((then) => server.listen(0, "127.0.0.1", then));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
