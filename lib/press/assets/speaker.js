// @ts-check
/**
 * The speaker's window: two small copies of the deck, the notes, and the time.
 * The deck that opened it leads; this window asks it to go on or back.
 */
(() => {
  const deck = new URLSearchParams(location.search).get("deck") ?? "";
  /** @param {string} selector */
  const find = (
    selector,
  ) => /** @type {HTMLElement} */ (document.querySelector(selector));
  const lost = find(".lost");
  if (!opener || !/^[\w-]+$/.test(deck)) {
    lost.textContent = "Open a deck and press S there.";
    return;
  }

  /** @type {any} */
  let shown;
  /** @type {Map<string, HTMLIFrameElement>} */
  const frames = new Map();
  for (const view of ["current", "next"]) {
    const frame = document.createElement("iframe");
    frame.src = `${deck}.html?view=${view}`;
    frame.title = view === "current" ? "The slide now" : "The next slide";
    frame.tabIndex = -1;
    find(`.${view} .frame`).append(frame);
    frames.set(view, frame);
  }
  const pass = () => {
    if (!shown) return;
    for (const frame of frames.values()) {
      frame.contentWindow?.postMessage({ state: shown.state }, "*");
    }
  };

  /** @param {string} word */
  const ask = (word) => opener?.postMessage({ speaker: word }, "*");

  let heard = performance.now();
  addEventListener("message", ({ source, data }) => {
    if ([...frames.values()].some((f) => f.contentWindow === source)) pass();
    if (source !== opener || !data?.state) return;
    heard = performance.now();
    lost.textContent = "";
    const moved = JSON.stringify(shown?.state) !== JSON.stringify(data.state);
    const begun = shown !== undefined;
    shown = data;
    if (!moved) return;
    if (begun && started === undefined && passed === 0) toggle();
    document.title = `Speaker: ${data.title}`;
    find(".place").textContent = data.place;
    find("#next-title").textContent = data.last ? "This is the end" : "Next";
    if (find(".words .notes").innerHTML !== data.notes) {
      find(".words .notes").innerHTML = data.notes;
      find(".words").scrollTop = 0;
    }
    pass();
    tick();
  });

  // The clock starts with the first step, or by hand.
  /** @type {number | undefined} */
  let started;
  let passed = 0;
  const toggle = () => {
    if (started === undefined) started = performance.now();
    else {
      passed += performance.now() - started;
      started = undefined;
    }
    tick();
  };
  /** @param {number} seconds */
  const time = (seconds) => {
    const whole = Math.floor(Math.abs(seconds));
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };
  const tick = () => {
    const now = started === undefined ? 0 : performance.now() - started;
    const seconds = (passed + now) / 1000;
    find(".elapsed").textContent = time(seconds);
    find(".pause").textContent = started !== undefined
      ? "Pause"
      : passed > 0
      ? "Go on"
      : "Start";
    find(".clock").textContent = new Date().toLocaleTimeString([], {
      hour: "2-digit",
      minute: "2-digit",
    });
    if (!shown) return;
    const behind = seconds - shown.share * shown.minutes * 60;
    const pace = Math.abs(behind) < 60
      ? "in time"
      : `${time(behind)} ${behind > 0 ? "behind" : "ahead"}`;
    find(".pace").textContent = `of ${shown.minutes} min, ${pace}`;
  };
  find(".pause").addEventListener("click", toggle);
  find(".reset").addEventListener("click", () => {
    passed = 0;
    if (started !== undefined) started = performance.now();
    tick();
  });

  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inButton = event.target instanceof HTMLButtonElement;
    if (["ArrowRight", "PageDown", "n"].includes(event.key)) ask("next");
    else if (event.key === " " && !inButton) ask("next");
    else if (["ArrowLeft", "PageUp", "p"].includes(event.key)) ask("previous");
    else return;
    event.preventDefault();
  });

  // The deck forgets this window when it is loaded anew: say hello again.
  const greet = () => {
    ask("hello");
    tick();
    if (!opener || opener.closed || performance.now() - heard > 5000) {
      lost.textContent = "The deck's window is gone. Open it and press S.";
    }
  };
  greet();
  setInterval(greet, 1000);
})();
