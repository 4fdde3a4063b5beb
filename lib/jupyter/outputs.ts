/**
 * From the messages of a running cell to the outputs a notebook stores.
 *
 * @module
 */

import type { Message } from "./messages.ts";
import type {
  DisplayOutput,
  ErrorOutput,
  MimeBundle,
  Output,
  ResultOutput,
} from "./notebook.ts";

/** Collects outputs cell by cell; lives as long as the kernel. */
export class OutputCollector {
  #outputs: Output[] = [];
  #clearOnNext = false;
  /** Outputs of this and earlier cells that can be replaced later. */
  #displays = new Map<unknown, (DisplayOutput | ResultOutput)[]>();

  /** Starts a cell: what comes from now on lands in the returned list. */
  begin(): Output[] {
    this.#clearOnNext = false;
    return this.#outputs = [];
  }

  /** Takes a message from iopub; those that carry no output are ignored. */
  take({ header, content }: Pick<Message, "header" | "content">) {
    switch (header.msg_type) {
      case "stream":
        return this.#print(
          content.name as "stdout" | "stderr",
          content.text as string,
        );
      case "display_data":
        return this.#show(
          { output_type: "display_data", ...bundle(content) },
          content,
        );
      case "execute_result":
        return this.#show({
          output_type: "execute_result",
          execution_count: content.execution_count as number,
          ...bundle(content),
        }, content);
      case "error":
        return this.add(content as unknown as Omit<ErrorOutput, "output_type">);
      case "update_display_data":
        for (const shown of this.#displays.get(displayId(content)) ?? []) {
          Object.assign(shown, bundle(content));
        }
        return;
      case "clear_output":
        if (content.wait) this.#clearOnNext = true;
        else this.#outputs.length = 0;
    }
  }

  /** Adds an error that the kernel did not send as a message. */
  add({ ename, evalue, traceback }: Omit<ErrorOutput, "output_type">) {
    this.#push({ output_type: "error", ename, evalue, traceback });
  }

  #print(name: "stdout" | "stderr", text: string) {
    const last = this.#outputs.at(-1);
    const joins = last?.output_type === "stream" && last.name === name;
    if (joins && !this.#clearOnNext) last.text += text;
    else this.#push({ output_type: "stream", name, text });
  }

  #show(output: DisplayOutput | ResultOutput, content: Message["content"]) {
    this.#push(output);
    const id = displayId(content);
    if (id === undefined) return;
    this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
  }

  #push(output: Output) {
    if (this.#clearOnNext) this.#outputs.length = 0;
    this.#clearOnNext = false;
    this.#outputs.push(output);
  }
}

function bundle(content: Message["content"]) {
  return {
    data: (content.data ?? {}) as MimeBundle,
    metadata: (content.metadata ?? {}) as Record<string, unknown>,
  };
}

function displayId(content: Message["content"]): unknown {
  return (content.transient as Record<string, unknown> | undefined)?.display_id;
}
