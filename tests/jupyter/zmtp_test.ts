import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
} from "../assert.ts";
import {
  dial,
  type Frames,
  freePorts,
  listen,
  ZmtpError,
} from "../../lib/jupyter/zmtp.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (frames: Frames) =>
  frames.map((f) => new TextDecoder().decode(f));

/** The next message of a socket. */
async function next(socket: AsyncIterable<Frames>): Promise<Frames> {
  const { value } = await socket[Symbol.asyncIterator]().next();
  return value;
}

Deno.test("listen() routes answers to the client that asked", async () => {
  const router = listen("ROUTER");
  const anna = await dial("DEALER", router.port, { identity: bytes("anna") });
  const someone = await dial("DEALER", router.port);
  await anna.send([bytes("from anna"), bytes("")]);
  const first = await next(router);
  assertEquals(texts(first), ["anna", "from anna", ""]);
  await someone.send([bytes("from someone")]);
  const second = await next(router);
  assertEquals(second[0][0], 0, "a name we gave starts with 0");
  await router.send([second[0], bytes("to someone")]);
  await router.send([first[0], bytes("to anna")]);
  assertEquals(texts(await next(anna)), ["to anna"]);
  assertEquals(texts(await next(someone)), ["to someone"]);
  anna.close();
  someone.close();
  router.close();
});

Deno.test("send() carries frames of every length, in order", async () => {
  const router = listen("ROUTER");
  const dealer = await dial("DEALER", router.port);
  const lengths = [0, 1, 255, 256, 65535, 65536, 65537, 16_000_000];
  for (const length of lengths) {
    const body = Uint8Array.from({ length }, (_, i) => i * 31 + length);
    await Promise.all([
      dealer.send([bytes("head"), body]),
      dealer.send([bytes("tail")]),
    ]);
    const inbox = router[Symbol.asyncIterator]();
    const [, head, got] = (await inbox.next()).value;
    assertEquals(texts([head]), ["head"]);
    assert(got.length === length && body.every((b, i) => b === got[i]));
    assertEquals(texts((await inbox.next()).value).slice(1), ["tail"]);
  }
  dealer.close();
  router.close();
});

Deno.test("a PUB sends to every client that subscribed to the topic", async () => {
  const pub = listen("PUB");
  const topics: string[] = [];
  const subscribed = Promise.withResolvers<void>();
  pub.onSubscribe = (topic) => {
    topics.push(new TextDecoder().decode(topic));
    if (topics.length === 3) subscribed.resolve();
  };
  const all = await dial("SUB", pub.port);
  const also = await dial("SUB", pub.port);
  const picky = await dial("DEALER", pub.port); // the same bytes as a SUB's
  await picky.send([bytes("\x01news")]);
  await subscribed.promise;
  assertEquals(topics.toSorted(), ["", "", "news"]);
  await pub.send([bytes("weather"), bytes("rain")]);
  await pub.send([bytes("news"), bytes("none")]);
  for (const reader of [all, also]) {
    assertEquals(texts(await next(reader)), ["weather", "rain"]);
  }
  assertEquals(texts(await next(picky)), ["news", "none"]);
  for (const socket of [all, also, picky, pub]) socket.close();
});

Deno.test("a REP echoes heartbeats", async () => {
  const heartbeat = listen("REP");
  const echo = (async () => {
    for await (const ping of heartbeat) await heartbeat.send(ping);
  })();
  const client = await dial("DEALER", heartbeat.port);
  await client.send([bytes(""), bytes("ping")]);
  assertEquals(texts(await next(client)), ["", "ping"]);
  client.close();
  heartbeat.close();
  await echo;
});

Deno.test("a connection answers PING with its context", async () => {
  const router = listen("ROUTER");
  const tcp = await Deno.connect({ hostname: "127.0.0.1", port: router.port });
  const greeting = new Uint8Array(64);
  greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 1]);
  greeting.set(bytes("NULL"), 12);
  const ready = bytes("\x05READY\x0bSocket-Type\0\0\0\x06DEALER");
  const ping = bytes("\x04PING\0\0context");
  await tcp.write(
    new Uint8Array([
      ...greeting,
      ...[4, ready.length, ...ready],
      ...[4, ping.length, ...ping],
    ]),
  );
  let seen = "";
  const chunk = new Uint8Array(1024);
  while (!seen.includes("PONG")) {
    const count = await tcp.read(chunk);
    assert(count !== null, "hung up instead of answering");
    seen += new TextDecoder().decode(chunk.subarray(0, count));
  }
  assert(seen.endsWith("\x04\x0c\x04PONGcontext"));
  tcp.close();
  router.close();
});

Deno.test("a server outlives strangers and clients that vanish", async () => {
  const router = listen("ROUTER");
  const stranger = await Deno.connect({
    hostname: "127.0.0.1",
    port: router.port,
  });
  await stranger.write(bytes("GET / HTTP/1.1\r\n\r\n".padEnd(64, "\n")));
  const gone = await dial("DEALER", router.port);
  await gone.send([bytes("bye")]);
  const [identity] = await next(router);
  gone.close();
  const stays = await dial("DEALER", router.port);
  for (let i = 0; i < 3; i++) await router.send([identity, bytes("too late")]);
  await stays.send([bytes("hello")]);
  const [other, text] = await next(router);
  assertEquals(texts([text]), ["hello"]);
  assertNotEquals(other.join(), identity.join());
  stranger.close();
  stays.close();
  router.close();
});

Deno.test("close() ends the loop over messages on both sides", async () => {
  const router = listen("ROUTER");
  const dealer = await dial("DEALER", router.port);
  const loops = [router, dealer].map(async (socket) => {
    for await (const _ of socket as AsyncIterable<Frames>);
  });
  router.close();
  await Promise.all(loops);
  dealer.close();
});

Deno.test("dial() waits for a late listener and gives up in time", async () => {
  const [port] = freePorts(1);
  const late = dial("DEALER", port);
  const router = listen("ROUTER", port);
  (await late).close();
  router.close();
  await assertRejects(
    () => dial("DEALER", port, { seconds: 0.05 }),
    ZmtpError,
    "Nobody listens",
  );
});

Deno.test("dial() refuses a peer of another protocol", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const answered = listener.accept().then(async (tcp) => {
    await tcp.write(bytes("HTTP/1.1 400 Bad Request\r\n".padEnd(64, "\n")));
    return tcp;
  });
  await assertRejects(
    () => dial("DEALER", listener.addr.port),
    ZmtpError,
    "does not speak ZMTP",
  );
  (await answered).close();
  listener.close();
});
