// A plain web server for a built site, as a department has one: files and nothing else. Texts are compressed at their best, files of the
// search pack stand as they are. It keeps a log of what it sent, and can be told what is to go wrong.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".xml": "application/xml" };

/**
 * Serves a folder on a free port.
 * @param {string} folder
 * @param {{under?: string}} [options] `under`: the path of the site, which begins and ends with a slash
 */
export async function serveFolder(folder, { under = "/" } = {}) {
  const site = {
    address: "",
    /** What was sent: the path within the site, the status, the bytes of the body as sent. */
    log: [],
    /** What goes wrong: patterns of paths with what is sent instead, given what was to be sent; null for "not found". */
    faults: new Map(),
    end: () => server.closeAllConnections() ?? server.close(),
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = decodeURIComponent(pathname.slice(under.length)) + (pathname.endsWith("/") ? "index.html" : "");
    const type = TYPES[path.extname(name)];
    let body = pathname.startsWith(under) ? await readFile(path.join(folder, name)).catch(() => null) : null;
    if (body && type) body = gzipSync(body, { level: 9 });
    for (const [pattern, fault] of site.faults) if (pattern.test(name)) body = fault(body);
    const status = body ? 200 : 404;
    body ??= Buffer.from("not found");
    site.log.push({ path: name, status, bytes: body.length });
    response.writeHead(status, {
      "content-type": status === 404 ? "text/plain" : type ? `${type}; charset=utf-8` : "application/octet-stream",
      "content-length": body.length,
      "cache-control": "max-age=600",
      ...(status === 200 && type ? { "content-encoding": "gzip" } : {}),
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site.address = `http://127.0.0.1:${server.address().port}${under}`;
  return site;
}
