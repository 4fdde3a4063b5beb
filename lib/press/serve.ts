import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ipynb": "application/x-ipynb+json",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

const TRIES = 50;

/** Where and what to serve. */
export interface ServeOptions {
  /** Folder with the site. */
  dir: string;
  /** First port to try. */
  port: number;
  /** Address to listen on; this machine alone by default. */
  hostname?: string;
  /** Answers what is no file; a path it does not know it leaves alone. */
  special?: (path: string) => Response | undefined;
}

/** A running server. */
export interface Served {
  /** Its address, such as `http://127.0.0.1:8000/`. */
  url: string;
  /** Settles when the server has ended. */
  finished: Promise<void>;
  /** Ends the server. */
  close(): Promise<void>;
}

/**
 * Serves a folder over HTTP, on the first free port from `port` on. Browsers
 * ask again for each file, so a rebuilt site shows at once.
 *
 * @param options folder, port and address
 * @throws {Deno.errors.AddrInUse} when 50 ports in a row are taken
 */
export function serveSite(options: ServeOptions): Served {
  const { dir, hostname = "127.0.0.1", special } = options;
  for (let port = options.port;; port++) {
    try {
      const server = Deno.serve(
        { hostname, port, onListen: () => {} },
        (request) =>
          special?.(new URL(request.url).pathname) ?? respond(dir, request),
      );
      return {
        url: `http://${hostname}:${server.addr.port}/`,
        finished: server.finished,
        close: () => server.shutdown(),
      };
    } catch (error) {
      const taken = error instanceof Deno.errors.AddrInUse;
      if (!taken || port >= Math.min(options.port + TRIES, 65_535)) throw error;
    }
  }
}

async function respond(dir: string, request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Only GET and HEAD are answered here", {
      status: 405,
      headers: { allow: "GET, HEAD" },
    });
  }
  const { pathname } = new URL(request.url);
  const path = inside(dir, pathname);
  if (path === undefined) return notFound();
  try {
    const info = await Deno.stat(path);
    if (info.isDirectory) {
      // Relative links need the slash that says "folder".
      if (!pathname.endsWith("/")) {
        return new Response(null, {
          status: 308,
          headers: { location: `${pathname}/` },
        });
      }
      return await file(join(path, "index.html"), request);
    }
    return await file(path, request);
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory
    ) return notFound();
    throw error;
  }
}

/** The file a path names, or nothing when it leads out of the folder. */
function inside(dir: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return; // Not a valid address.
  }
  // Folders that begin with a dot are nobody's business either.
  const parts = decoded.split(/[/\\]/);
  if (decoded.includes("\0") || parts.some((part) => part.startsWith("."))) {
    return;
  }
  return join(dir, normalize(decoded));
}

async function file(path: string, request: Request): Promise<Response> {
  const opened = await Deno.open(path);
  const { size, mtime } = await opened.stat();
  const etag = `"${size.toString(36)}-${(mtime?.getTime() ?? 0).toString(36)}"`;
  const headers = new Headers({
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    etag,
  });
  const fresh = request.headers.get("if-none-match") === etag;
  if (fresh || request.method === "HEAD") {
    opened.close();
    if (!fresh) headers.set("content-length", String(size));
    return new Response(null, { status: fresh ? 304 : 200, headers });
  }
  headers.set("content-length", String(size));
  return new Response(opened.readable, { headers });
}

function notFound(): Response {
  return new Response(
    '<!doctype html><html lang="en"><meta charset="utf-8">' +
      '<meta name="color-scheme" content="light dark"><title>Not found</title>' +
      "<h1>There is no such page</h1><p>Go back, or open the first page of the course.</p></html>",
    { status: 404, headers: { "content-type": "text/html; charset=utf-8" } },
  );
}
