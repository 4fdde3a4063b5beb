/**
 * Jupyter messages: JSON in four parts, signed, in a ZeroMQ envelope.
 *
 * On the wire a message is a list of frames:
 *
 *     identities…  <IDS|MSG>  signature  header  parent  metadata  content  buffers…
 *
 * The signature is an HMAC-SHA256 over the four JSON frames, keyed with the
 * secret of the connection file: another user of the machine who can reach the
 * port still cannot run code.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html
 *
 * @module
 */

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { Frames } from "./wire.ts";

/** What a message is, and whose. */
export interface Header {
  msg_id: string;
  session: string;
  username: string;
  date: string;
  msg_type: string;
  version: string;
}

/** Content and metadata differ by message type: look before you use them. */
export type Json = Record<string, unknown>;

/** A message with everything a proxy must pass on. */
export interface Message {
  /** Who sent it, on a server socket; empty on a client socket. */
  identities: Frames;
  header: Header;
  /** The header of the request that this message belongs to. */
  parent_header: Partial<Header>;
  metadata: Json;
  content: Json;
  /** Raw binary frames, not signed. */
  buffers: Frames;
}

/** A message that is malformed, or that our key did not sign. */
export class MessageError extends Error {
  override name = "MessageError";
}

const delimiter = new TextEncoder().encode("<IDS|MSG>");
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Makes a message of our own.
 *
 * @param type For example "execute_request".
 * @param content Its content.
 * @param about The message it answers, if any: gives parent and identities.
 * @param session Names the sender; one per client or kernel.
 */
export function makeMessage(
  type: string,
  content: Json,
  session: string,
  about?: Pick<Message, "header" | "identities">,
): Message {
  return {
    identities: about?.identities ?? [],
    header: {
      msg_id: randomUUID(),
      session,
      username: "course",
      date: new Date().toISOString(),
      msg_type: type,
      version: "5.3",
    },
    parent_header: about?.header ?? {},
    metadata: {},
    content,
    buffers: [],
  };
}

/**
 * Message to frames.
 *
 * @param message The message.
 * @param key The secret of the connection file; "" sends unsigned.
 */
export function encodeMessage(message: Message, key: string): Frames {
  const { header, parent_header, metadata, content } = message;
  const parts = [header, parent_header, metadata, content]
    .map((part) => encoder.encode(JSON.stringify(part)));
  return [
    ...message.identities,
    delimiter,
    encoder.encode(sign(parts, key)),
    ...parts,
    ...message.buffers,
  ];
}

/**
 * Frames to message.
 *
 * @param frames One ZeroMQ message.
 * @param key The secret of the connection file; "" accepts any signature.
 * @throws {MessageError} If the signature is wrong or the form is not
 * Jupyter's.
 */
export function decodeMessage(frames: Frames, key: string): Message {
  const at = frames.findIndex((frame) => equal(frame, delimiter));
  if (at < 0 || frames.length < at + 6) {
    throw new MessageError(
      `Expected a Jupyter message, got ${frames.length} frames without one`,
    );
  }
  const parts = frames.slice(at + 2, at + 6);
  if (key && !equal(frames[at + 1], encoder.encode(sign(parts, key)))) {
    throw new MessageError("The signature does not match: message refused");
  }
  try {
    const [header, parent_header, metadata, content] = parts
      .map((part) => JSON.parse(decoder.decode(part)));
    return {
      identities: frames.slice(0, at),
      header,
      parent_header,
      metadata,
      content,
      buffers: frames.slice(at + 6),
    };
  } catch (cause) {
    throw new MessageError("The message is not JSON", { cause });
  }
}

function sign(parts: Frames, key: string): string {
  if (!key) return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
