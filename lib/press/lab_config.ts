/**
 * JupyterLab's folders and settings for the course, all below `.cache/jupyter`:
 * nothing is left in the home folder, and it looks the same everywhere.
 *
 * @module
 */
import { delimiter, join } from "node:path";
import { writeKernelspec } from "../jupyter/kernelspec.ts";
import { root } from "../jupyter/library.ts";

const DATA = join(root, ".cache", "jupyter");

/** No requests to other hosts for news, and no question about them. */
const SETTINGS = {
  "@jupyterlab/apputils-extension:notification": {
    fetchNews: "false",
    checkForUpdates: false,
  },
};

/**
 * A stored chart is a picture until the mouse reaches it, and it is stored with
 * twice the points that it should take. JupyterLab sets all of a table to the
 * right; our tables say so themselves where a column holds numbers.
 */
const STYLE = `.jp-RenderedPlotly .plot-img {
  max-width: 100%;
  height: auto;
}

.jp-RenderedHTML.jp-RenderedHTMLCommon :is(th, td):not([style]) {
  text-align: left;
}
`;

/**
 * Writes the kernelspec and the settings.
 *
 * @returns Environment variables that lead Jupyter to them.
 */
export async function configureLab(): Promise<Record<string, string>> {
  const config = join(DATA, "config");
  await writeKernelspec(DATA);
  await Deno.mkdir(join(config, "labconfig"), { recursive: true });
  await Deno.writeTextFile(
    join(config, "labconfig", "default_setting_overrides.json"),
    JSON.stringify(SETTINGS),
  );
  await Deno.mkdir(join(config, "custom"), { recursive: true });
  await Deno.writeTextFile(join(config, "custom", "custom.css"), STYLE);
  const more = Deno.env.get("JUPYTER_PATH");
  return {
    JUPYTER_PATH: more ? DATA + delimiter + more : DATA,
    JUPYTER_DATA_DIR: DATA,
    JUPYTER_CONFIG_DIR: config,
    JUPYTER_RUNTIME_DIR: join(DATA, "runtime"),
    IPYTHONDIR: join(DATA, "ipython"),
  };
}
