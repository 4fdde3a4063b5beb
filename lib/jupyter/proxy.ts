/**
 * The kernel "Deno (Talent & Transformers)": `deno jupyter` behind a thin proxy.
 *
 * Jupyter starts it with the path of a connection file, and it starts the stock
 * kernel as its child. In between it mends what the stock kernel gets wrong:
 *
 * - Outputs may come after `idle`; front ends then lose them or show them below
 *   the next cell. Here a cell is over only when all its outputs are in.
 * - A syntax error gives no error message. Here it does, with its line.
 * - An interrupt while a cell awaits hangs the kernel. Here it ends the cell,
 *   and variables stay.
 * - After an error the rest of "Run All" runs on. Here it is dropped.
 *
 *     front end ── proxy_front ── proxy_session ── proxy_inner ── deno jupyter
 *
 * @module
 */
import process from "node:process";
import { FrontEnd } from "./proxy_front.ts";
import type { Message } from "./messages.ts";
import { Session } from "./proxy_session.ts";

const [path] = Deno.args;
if (!path) {
  console.error(
    "Jupyter starts this program, with a connection file as its argument. " +
      "To open the course, type: deno task lab",
  );
  Deno.exit(2);
}

const front = new FrontEnd(JSON.parse(await Deno.readTextFile(path)));
const session = new Session(front);

front.hear("stdin", (reply) => session.answer(reply));
front.hear("shell", (request) => {
  if (request.header.msg_type === "shutdown_request") shutDown(request);
  else session.add(request);
});
front.hear("control", async (request) => {
  switch (request.header.msg_type) {
    case "interrupt_request":
      session.interrupt();
      return front.reply("control", request, { status: "ok" });
    case "kernel_info_request":
      return front.reply("control", request, await session.info());
    case "shutdown_request":
      return shutDown(request, "control");
  }
});

// Ctrl-C in a terminal reaches us too; the front end decides what it means.
Deno.addSignalListener("SIGINT", () => session.interrupt());
if (Deno.build.os !== "windows") {
  Deno.addSignalListener("SIGTERM", end);
  Deno.addSignalListener("SIGHUP", end);
}

// If the front end is killed, nobody tells us.
const parent = Deno.ppid;
setInterval(() => {
  try {
    process.kill(parent, 0); // only asks whether it is there
    if (Deno.ppid === parent) return;
  } catch { /* gone */ }
  end();
}, 1000);

async function shutDown(
  request: Message,
  channel: "shell" | "control" = "shell",
) {
  const restart = request.content.restart === true;
  await front.reply(channel, request, { status: "ok", restart });
  await end();
}

async function end() {
  await session.close();
  Deno.exit(0);
}
