import { assertEquals, assertThrows } from "../assert.ts";
import {
  decodeMessage,
  encodeMessage,
  makeMessage,
  MessageError,
} from "../../lib/jupyter/messages.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function example() {
  const message = makeMessage("execute_request", { code: "1 + é" }, "me");
  message.identities = [bytes("a"), bytes("b")];
  message.buffers = [new Uint8Array([0, 255]), new Uint8Array(0)];
  return message;
}

Deno.test("decodeMessage() gives back what encodeMessage() took", () => {
  const message = example();
  assertEquals(decodeMessage(encodeMessage(message, "key"), "key"), message);
  assertEquals(decodeMessage(encodeMessage(message, ""), ""), message);
});

Deno.test("makeMessage() answers a request: its parent, its sender", () => {
  const request = example();
  const reply = makeMessage("execute_reply", {}, "kernel", request);
  assertEquals(reply.parent_header, request.header);
  assertEquals(reply.identities, request.identities);
});

Deno.test("decodeMessage() refuses a tampered message", () => {
  const frames = encodeMessage(example(), "key");
  for (const part of [4, 5, 6, 7]) { // header, parent, metadata, content
    const forged = frames.with(part, bytes('{"code":"other"}'));
    assertThrows(
      () => decodeMessage(forged, "key"),
      MessageError,
      "signature does not match",
    );
  }
});

Deno.test("decodeMessage() refuses another key, or no signature", () => {
  for (
    const frames of [
      encodeMessage(example(), "other"),
      encodeMessage(example(), ""),
    ]
  ) {
    assertThrows(
      () => decodeMessage(frames, "key"),
      MessageError,
      "signature does not match",
    );
  }
});

Deno.test("decodeMessage() refuses what is no Jupyter message", () => {
  assertThrows(() => decodeMessage([bytes("?")], ""), MessageError, "1 frames");
  const frames = encodeMessage(example(), "").with(7, bytes("{"));
  assertThrows(() => decodeMessage(frames, ""), MessageError, "not JSON");
});

Deno.test("the signature is the one other Jupyter clients compute", () => {
  const message = makeMessage("status", {}, "s");
  message.header = { ...message.header, msg_id: "1", date: "d" };
  const frames = encodeMessage(message, "a-key").slice(1);
  // hmac.new(b"a-key", b"".join(frames), "sha256").hexdigest() in Python
  assertEquals(
    new TextDecoder().decode(frames[0]),
    "6d4cb46c992057ea934599af402e25e4989ea278100a58baf55c606f4a1c0fdd",
  );
});
