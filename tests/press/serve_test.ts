import { join } from "node:path";
import { assertEquals, assertMatch, assertNotEquals } from "../assert.ts";
import { type Served, serveSite } from "../../lib/press/serve.ts";

async function withServer(fn: (server: Served, port: number) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const dir = join(folder, "site");
  await Deno.mkdir(join(dir, "sub"), { recursive: true });
  await Deno.writeTextFile(join(folder, "secret.txt"), "secret");
  await Deno.writeTextFile(join(dir, ".hidden"), "secret");
  await Deno.writeTextFile(join(dir, "index.html"), "<p>home</p>");
  await Deno.writeTextFile(join(dir, "sub/index.html"), "<p>sub</p>");
  await Deno.writeTextFile(join(dir, "a.js"), "1");
  const server = serveSite({ dir, port: 8500 });
  try {
    await fn(server, Number(new URL(server.url).port));
  } finally {
    await server.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Asks with the path as it is: `fetch` would tidy it first. */
async function raw(port: number, path: string): Promise<string> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const request =
    `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`;
  await socket.write(new TextEncoder().encode(request));
  return await new Response(socket.readable).text();
}

Deno.test("serveSite() serves files with their types", async () => {
  await withServer(async ({ url }) => {
    const home = await fetch(url);
    assertEquals(await home.text(), "<p>home</p>");
    assertEquals(home.headers.get("content-type"), "text/html; charset=utf-8");
    const script = await fetch(url + "a.js");
    assertMatch(script.headers.get("content-type")!, /^text\/javascript/);
    await script.body?.cancel();
    const sub = await fetch(url + "sub");
    assertEquals([await sub.text(), sub.url], ["<p>sub</p>", url + "sub/"]);
  });
});

Deno.test("serveSite() lets nothing outside the folder out", async () => {
  await withServer(async (_, port) => {
    for (
      const path of [
        "/../secret.txt",
        "/sub/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/.hidden",
        "/%00",
        "/%",
      ]
    ) {
      const answer = await raw(port, path);
      assertMatch(answer, /^HTTP\/1\.1 40\d/, path);
      assertEquals(answer.includes("secret"), false, path);
    }
  });
});

Deno.test("serveSite() answers 404, 405 and 304", async () => {
  await withServer(async ({ url }) => {
    const lost = await fetch(url + "lost.html");
    assertMatch(await lost.text(), /no such page/);
    assertEquals(lost.status, 404);
    const post = await fetch(url, { method: "POST" });
    await post.body?.cancel();
    assertEquals(post.status, 405);
    const first = await fetch(url);
    await first.body?.cancel();
    const again = await fetch(url, {
      headers: { "if-none-match": first.headers.get("etag")! },
    });
    assertEquals(again.status, 304);
  });
});

Deno.test("serveSite() takes the next port when one is taken", async () => {
  await withServer(async (_, port) => {
    const second = serveSite({ dir: ".", port });
    assertNotEquals(new URL(second.url).port, String(port));
    await second.close();
  });
});
