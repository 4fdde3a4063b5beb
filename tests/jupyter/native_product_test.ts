import * as tf from "@tensorflow/tfjs";
import { lstm, type LstmParameters, useBestBackend } from "@course/engine";
import { BlasError, nativeProduct } from "@course/jupyter";
import { Random } from "@course/text";
import { openBlas } from "../../lib/jupyter/blas.ts";
import { assert, assertEquals, assertThrows } from "../assert.ts";
import { normal } from "../engine/agree.ts";
import { program, START } from "../engine/program.ts";

function hasBlas(): boolean {
  try {
    openBlas();
    return true;
  } catch {
    console.log("No BLAS library here: its tests are left out.");
    return false;
  }
}
const ignore = !hasBlas();
const random = new Random(31);

Deno.test("nativeProduct() is off unless it is asked for", () => {
  Deno.env.delete("COURSE_NATIVE");
  assertEquals(nativeProduct(), undefined);
  Deno.env.set("COURSE_NATIVE", "0");
  assertEquals(nativeProduct(), undefined);
  Deno.env.delete("COURSE_NATIVE");
});

Deno.test("nativeProduct() says how to get a BLAS where there is none", () => {
  Deno.env.set("COURSE_BLAS", "libnowhere.so");
  try {
    assertThrows(
      () => nativeProduct(true),
      BlasError,
      "No BLAS library here (looked for libnowhere.so). Install OpenBLAS",
    );
  } finally {
    Deno.env.delete("COURSE_BLAS");
  }
});

/** Runs on the WASM product and on the native one, and compares. */
async function bothWays(
  operation: (tensors: Record<string, tf.Tensor>) => tf.Tensor,
  arrays: Record<string, ReturnType<typeof normal>>,
) {
  const results: Float32Array[] = [];
  for (const product of [undefined, nativeProduct(true)]) {
    const { wasm } = await useBestBackend({
      force: "wasm",
      threads: 2,
      product,
    });
    assertEquals(wasm?.native, product !== undefined);
    const out = tf.tidy(() =>
      operation(
        Object.fromEntries(
          Object.entries(arrays).map(([name, { values, shape }]) => [
            name,
            tf.tensor(values, shape),
          ]),
        ),
      )
    );
    results.push(out.dataSync() as Float32Array);
    out.dispose();
  }
  const [own, native] = results;
  const scale = own.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
  own.forEach((x, i) => assert(Math.abs(x - native[i]) < 2e-5 * scale));
}

Deno.test({
  name: "a native product gives what the WASM product gives",
  ignore,
  async fn() {
    for (const [M, N, K] of [[1, 1, 1], [1, 9, 1], [7, 1, 5], [40, 33, 70]]) {
      for (const [transposeA, transposeB] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
        await bothWays(
          ({ a, b, bias }) =>
            tf.matMul(a, b, !!transposeA, !!transposeB).add(
              tf.fused.matMul({
                ...{ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias },
                ...{ transposeA: !!transposeA, transposeB: !!transposeB },
              }),
            ),
          {
            a: normal(transposeA ? [K, M] : [M, K], random),
            b: normal(transposeB ? [N, K] : [K, N], random),
            bias: normal([N], random),
          },
        );
      }
    }
  },
});

Deno.test({
  name: "a native product carries an LSTM and its gradient",
  ignore,
  async fn() {
    const [B, T, E, H] = [5, 6, 7, 9];
    await bothWays(
      ({ x, ...parameters }) =>
        tf.grads((x: tf.Tensor, u: tf.Tensor) =>
          lstm(x as tf.Tensor3D, {
            ...parameters as unknown as LstmParameters,
            recurrentKernel: u as tf.Tensor2D,
          }).square().sum()
        )([x, parameters.recurrentKernel]).map((g) => g.flatten())
          .reduce((a, b) => a.concat(b)),
      {
        x: normal([B, T, E], random),
        kernel: normal([E, 4 * H], random),
        recurrentKernel: normal([H, 4 * H], random),
        bias: normal([4 * H], random),
      },
    );
  },
});

Deno.test({
  name: "a native product finds tensors beyond 2 GiB",
  ignore,
  async fn() {
    const { stdout, stderr } = await program(`${START}
      import { nativeProduct } from "@course/jupyter";
      const product = nativeProduct(true);
      await useBestBackend({ force: "wasm", threads: 2, product });
      tf.backend().wasm._malloc(2.2e9);
      const ones = tf.ones([300, 300]);
      console.log(tf.matMul(ones, ones).sum().dataSync()[0]);
    `);
    assertEquals([stdout, stderr], ["27000000\n", ""]);
  },
});
