/**
 * `deno task lab`: opens the course in JupyterLab, with our kernel.
 *
 * @module
 */
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./library.ts";
import { KERNEL_NAME, writeKernelspec } from "./kernelspec.ts";
import { findLab, type Lab, LabError } from "./lab_program.ts";

const HELP = `Open the course in JupyterLab: deno task lab [options] [-- more]

  --port PORT    where JupyterLab listens (default 8888, else the next free)
  --no-browser   do not open a browser; the address is printed
  --help         show this text

What follows -- goes to JupyterLab as it is.
JupyterLab is taken from PATH; if it is not there, it is installed into .venv.
Ctrl-C ends JupyterLab and all kernels.`;

/** Jupyter's data folder of the course: nothing is left in the home folder. */
const DATA = join(root, ".cache", "jupyter");

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

  const lab = await findLab((line) => console.error(line));
  await writeKernelspec(DATA);
  const [program, ...first] = lab.command;
  const args = [
    ...first,
    `--MultiKernelManager.default_kernel_name=${KERNEL_NAME}`,
    "--ServerApp.answer_yes=True", // Ctrl-C ends it without a question
    // Jupyter warns root off; but in a container root is often all there is.
    ...Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--allow-root"] : [],
    ...values.port ? [`--port=${values.port}`] : [],
    ...values["no-browser"] ? ["--no-browser"] : [],
    ...cut < 0 ? [] : Deno.args.slice(cut + 1),
  ];
  const env = await environment(lab);
  const cwd = join(root, "notebooks"); // the folder that it shows
  const child = new Deno.Command(program, { args, env, cwd }).spawn();

  const stop = () => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), SECONDS_TO_END * 1000);
  };
  Deno.addSignalListener("SIGINT", stop);
  if (Deno.build.os !== "windows") {
    Deno.addSignalListener("SIGTERM", stop);
    Deno.addSignalListener("SIGHUP", stop);
  }
  Deno.exit((await child.status).code);
}

/** Where Jupyter looks for kernels, and where ours keeps its files. */
async function environment(lab: Lab): Promise<Record<string, string>> {
  const path = [DATA, Deno.env.get("JUPYTER_PATH")].filter(Boolean);
  const env = { JUPYTER_PATH: path.join(delimiter) };
  if (!lab.ours) return env; // the reader's own: with their own settings
  const config = join(DATA, "config");
  await Deno.mkdir(join(config, "labconfig"), { recursive: true });
  // No request to other hosts for news, and no question about it.
  await Deno.writeTextFile(
    join(config, "labconfig", "default_setting_overrides.json"),
    JSON.stringify({
      "@jupyterlab/apputils-extension:notification": {
        fetchNews: "false",
        checkForUpdates: false,
      },
    }),
  );
  return {
    ...env,
    JUPYTER_CONFIG_DIR: config,
    JUPYTER_DATA_DIR: DATA,
    JUPYTER_RUNTIME_DIR: join(DATA, "runtime"),
    IPYTHONDIR: join(DATA, "ipython"),
  };
}

try {
  await main();
} catch (error) {
  const plain = error instanceof LabError || error instanceof TypeError;
  console.error(plain ? error.message : error);
  Deno.exit(2);
}
