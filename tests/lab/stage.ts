/**
 * A real JupyterLab with a browser before it, for the tests.
 *
 * @module
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../lib/jupyter/library.ts";
import type { Cell, CodeCell, Notebook } from "../../lib/jupyter/notebook.ts";
import { settles } from "../../lib/jupyter/patience.ts";
import { freePorts } from "../../lib/jupyter/zmtp.ts";
import { launchBrowser } from "../../lib/press/browser.ts";
import { until } from "../jupyter/fixtures.ts";

/** Screenshots, logs, and copies of the notebooks that are opened. */
export const FOLDER = join(root, ".cache", "lab");

const SECONDS_TO_START = 600; // JupyterLab may have to be installed first

// deno-lint-ignore no-explicit-any -- JupyterLab's own objects, in the page
type Any = any;

/** JupyterLab, started by `deno task lab`, and one page of a browser. */
export class Stage implements AsyncDisposable {
  private constructor(
    readonly page: Page,
    private address: string,
    private token: string,
    private folder: string,
    private end: () => Promise<void>,
  ) {}

  /**
   * Starts both.
   *
   * @param name Names the log, and the folder in which notebooks are put.
   */
  static async open(name: string): Promise<Stage> {
    const folder = join(FOLDER, name);
    await Deno.remove(folder, { recursive: true }).catch(() => {});
    await Deno.mkdir(folder, { recursive: true });
    const log = join(FOLDER, `${name}.log`);
    console.log(`JupyterLab starts; its log: ${log}`);
    const [port] = freePorts(1);
    const address = `http://127.0.0.1:${port}`;
    const token = crypto.randomUUID();
    const lab = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", join(root, "lib/press/lab.ts")],
        ...["--no-browser", "--port", String(port), "--"],
        `--ServerApp.root_dir=${folder}`,
        `--IdentityProvider.token=${token}`,
        "--ServerApp.port_retries=0",
        "--LabApp.expose_app_in_browser=True",
      ],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const logged = lab.stderr.pipeTo((await Deno.create(log)).writable);
    const answers = () =>
      fetch(`${address}/api/status?token=${token}`)
        .then(async (response) => (await response.body?.cancel(), response.ok))
        .catch(() => false);
    const close = async () => {
      try {
        lab.kill("SIGTERM");
      } catch { /* it has ended */ }
      await Promise.all([lab.status, logged]);
    };
    try {
      await Promise.race([
        until(answers, SECONDS_TO_START),
        lab.status.then(() => {
          throw new Error(`JupyterLab did not start; see ${log}`);
        }),
      ]);
      const browser = await launchBrowser(console.log);
      const page = await browser.newPage({
        viewport: { width: 1280, height: 1000 },
      });
      page.setDefaultTimeout(20_000);
      return new Stage(page, address, token, folder, async () => {
        await browser.close();
        await close();
      });
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** Ends browser, JupyterLab and kernels. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.end();
  }

  /** Opens a notebook, as a reader would, and waits for its kernel. */
  async show(name: string, notebook: Notebook) {
    await Deno.writeTextFile(
      join(this.folder, name),
      JSON.stringify(notebook),
    );
    await this.page.goto(
      `${this.address}/lab/tree/${name}?reset&token=${this.token}`,
    );
    await this.page.waitForFunction(() => {
      const { jupyterapp } = globalThis as Any;
      const context = jupyterapp?.shell.currentWidget?.sessionContext;
      return context?.session?.kernel?.status === "idle";
    });
  }

  /** The kernel's name as the notebook's toolbar shows it. */
  kernelName(): Promise<string> {
    return this.page.locator(".jp-KernelName").innerText();
  }

  /** Calls a command of JupyterLab, as its menus do. */
  async command(id: string, seconds = 30) {
    const done = this.page.evaluate(
      (id) => (globalThis as Any).jupyterapp.commands.execute(id),
      id,
    );
    if (!await settles(done, seconds)) {
      throw new Error(`"${id}" is not done within ${seconds} s`);
    }
    await done;
  }

  /** "Restart Kernel and Run All Cells…" */
  async restartAndRunAll(seconds: number) {
    const done = this.command("notebook:restart-run-all", seconds);
    await this.page.click(".jp-Dialog .jp-mod-accept");
    await done;
  }

  /** The cells of the open notebook as they are now. */
  allCells(): Promise<Cell[]> {
    return this.page.evaluate(() => {
      const { currentWidget } = (globalThis as Any).jupyterapp.shell;
      return currentWidget.content.model.toJSON().cells;
    });
  }

  /** Those with code. */
  async cells(): Promise<CodeCell[]> {
    return (await this.allCells()).filter((cell) => cell.cell_type === "code");
  }

  /** Replaces what stands in a cell (of all, not only code cells). */
  async write(index: number, source: string) {
    await this.page.evaluate(([index, source]) => {
      const { content } = (globalThis as Any).jupyterapp.shell.currentWidget;
      content.widgets[index].model.sharedModel.setSource(source);
    }, [index, source] as const);
  }

  /** Presses the stop button. */
  async interrupt() {
    await this.page.click('[data-command="notebook:interrupt-kernel"]');
  }

  /** Selects a cell (of all, not only code cells) and runs it. */
  async run(index: number, seconds?: number) {
    await this.page.evaluate((index) => {
      const { content } = (globalThis as Any).jupyterapp.shell.currentWidget;
      content.activeCellIndex = index;
      content.deselectAll();
    }, index);
    await this.command("notebook:run-cell", seconds);
  }

  /**
   * Brings a part of a cell on the screen. JupyterLab draws a cell only when
   * it is near.
   *
   * @throws {Error} If the part is not drawn in time.
   */
  async reveal(index: number, selector: string) {
    await this.page.evaluate(async (index) => {
      const { content } = (globalThis as Any).jupyterapp.shell.currentWidget;
      await content.scrollToItem(index, "start");
    }, index);
    const cell = `.jp-Cell[data-windowed-list-index="${index}"]`;
    const part = this.page.locator(`${cell} ${selector}`).first();
    await part.waitFor({ state: "attached" });
    await part.evaluate((element) => {
      const whole = element.closest(
        ".jp-OutputArea-output, .jp-RenderedMermaid",
      );
      (whole ?? element).scrollIntoView({ block: "center" });
    });
    return part;
  }

  /** Saves a picture of the page. */
  async picture(name: string) {
    await this.page.screenshot({ path: join(FOLDER, `${name}.png`) });
  }
}
