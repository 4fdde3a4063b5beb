/**
 * Protocol buffers, as far as an ONNX file needs them: writing only.
 *
 * A message is a row of fields. Each field begins with a key, number × 8 +
 * type, and goes on with its value: a whole number as a varint (type 0), four
 * bytes (type 5), or a length and that many bytes (type 2) for text, bytes and
 * inner messages. A varint holds seven bits a byte, the low ones first, and
 * sets the eighth where more follow.
 *
 * @module
 */

const VARINT = 0, BYTES = 2, FOUR_BYTES = 5;

/** Fields in the order they were written. */
export class Message {
  readonly #parts: Uint8Array[] = [];

  /** Writes a whole number, which may be negative. */
  integer(field: number, value: number | bigint): this {
    this.#parts.push(varint(field << 3 | VARINT), varint(value));
    return this;
  }

  /** Writes a float32. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#parts.push(varint(field << 3 | FOUR_BYTES), bytes);
    return this;
  }

  /** Writes text as UTF-8. */
  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  /** Writes bytes as they are; they must not change before `finish`. */
  bytes(field: number, value: Uint8Array): this {
    this.#parts.push(varint(field << 3 | BYTES), varint(value.length), value);
    return this;
  }

  /** Writes a message inside this one. */
  message(field: number, value: Message): this {
    return this.bytes(field, value.finish());
  }

  /** All of it as bytes. */
  finish(): Uint8Array<ArrayBuffer> {
    const size = this.#parts.reduce((sum, part) => sum + part.length, 0);
    const out = new Uint8Array(size);
    let at = 0;
    for (const part of this.#parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
}

/** A negative number is written as its 64 bits in two's complement. */
function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
