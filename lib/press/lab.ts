/**
 * `deno task lab`: opens the course in JupyterLab, with our kernel.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stopSignal } from "./stop_signal.ts";
import { root } from "../jupyter/library.ts";
import { KERNEL_NAME } from "../jupyter/kernelspec.ts";
import { configureLab } from "./lab_config.ts";
import { findLab, LabError } from "./lab_program.ts";

const HELP = `Open the course in JupyterLab: deno task lab [options] [-- more]

  --port PORT    where JupyterLab listens (default 8888, else the next free)
  --no-browser   do not open a browser; the address is printed
  --help         show this text

What follows -- goes to JupyterLab as it is.
JupyterLab is taken from PATH; if it is not there, it is installed into .venv.
Ctrl-C ends JupyterLab and all kernels.`;

const SECONDS_TO_END = 15;

async function main() {
  const cut = Deno.args.indexOf("--");
  const own = cut < 0 ? Deno.args : Deno.args.slice(0, cut);
  const { values } = parseArgs({
    args: own,
    options: {
      port: { type: "string" },
      "no-browser": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(HELP);

  const stop = stopSignal();
  const [program, ...first] = await findLab(console.error, stop);
  const env = await configureLab();
  const args = [
    ...first,
    `--MultiKernelManager.default_kernel_name=${KERNEL_NAME}`,
    "--LabApp.custom_css=True",
    "--ServerApp.answer_yes=True", // Ctrl-C ends it without a question
    // Jupyter warns root off; but in a container root is often all there is.
    ...Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--allow-root"] : [],
    ...values.port ? [`--port=${values.port}`] : [],
    ...values["no-browser"] ? ["--no-browser"] : [],
    ...cut < 0 ? [] : Deno.args.slice(cut + 1),
  ];
  const cwd = join(root, "notebooks"); // the folder that it shows
  const child = new Deno.Command(program, { args, env, cwd }).spawn();

  stop.addEventListener("abort", () => {
    child.kill("SIGTERM"); // it shuts its kernels down
    setTimeout(() => child.kill("SIGKILL"), SECONDS_TO_END * 1000);
  });
  Deno.exit((await child.status).code);
}

try {
  await main();
} catch (error) {
  if (error instanceof LabError) console.error(error.message);
  else if (error instanceof TypeError) { // of parseArgs
    console.error(`${error.message}\nSee: deno task lab --help`);
  } else throw error;
  Deno.exit(2);
}
