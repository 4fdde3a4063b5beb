// @ts-check
/** Draws the charts with plotly, each when it comes near the screen. */
(() => {
  const here = new URL(
    ".",
    /** @type {HTMLScriptElement} */ (
      document.currentScript
    ).src,
  );

  /** @returns {Promise<any>} plotly; its bundle carries no usable types */
  const loadPlotly = () =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly.min.js", here).href;
      script.onload = () => resolve(Reflect.get(globalThis, "Plotly"));
      script.onerror = () => reject(new Error("plotly could not be loaded"));
      document.head.append(script);
    });

  /** @type {Promise<any> | undefined} */
  let plotly;
  /** @type {Map<HTMLElement, any>} */
  const drawn = new Map();

  /** @param {string} name a custom property that holds a colour */
  const colour = (name) => {
    const probe = document.createElement("i");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };

  /**
   * The figure in the page's own colours and type; its title stands above it
   * in the page.
   * @param {any} figure
   */
  const themed = (figure) => {
    const layout = structuredClone(figure.layout ?? {});
    const size = Number(
      getComputedStyle(document.body).getPropertyValue("--chart-text"),
    ) || 13;
    const onSlide = size > 13;
    if (onSlide) {
      delete layout.height;
      layout.legend = { ...layout.legend, itemwidth: 56 };
    }
    const rule = colour("--rule");
    const line = colour("--rule-strong");
    delete layout.title;
    delete layout.width;
    layout.autosize = true;
    // The colours of the course have a lighter form for dark paper, also where
    // a trace names one of them.
    let data = JSON.stringify(figure.data);
    layout.colorway = layout.colorway?.map(
      (/** @type {string} */ own, /** @type {number} */ i) => {
        const shown = colour(`--series-${i + 1}`);
        data = data.replaceAll(`"${own}"`, `"${shown}"`);
        return shown;
      },
    );
    layout.font = {
      ...layout.font,
      color: colour("--ink-soft"),
      family: getComputedStyle(document.body).getPropertyValue("--sans"),
      size,
    };
    layout.margin = { ...layout.margin, t: 28 };
    layout.hoverlabel = {
      bgcolor: colour("--raised"),
      bordercolor: line,
      font: { color: colour("--ink"), size },
    };
    for (const key of Object.keys(layout)) {
      if (!/^[xy]axis\d*$/.test(key)) continue;
      const { title } = layout[key];
      Object.assign(layout[key], {
        title: { ...title, font: { ...title?.font, size: Math.max(size, 14) } },
        gridcolor: rule,
        linecolor: line,
        zerolinecolor: line,
        tickcolor: line,
      });
    }
    // On a narrow screen a legend inside the plot would cover it.
    if (innerWidth < 640 && !onSlide) {
      layout.legend = { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" };
    }
    // On a touch screen a swipe must scroll the page, not zoom the chart.
    if (matchMedia("(pointer: coarse)").matches) layout.dragmode = false;
    const traces = JSON.parse(data);
    // A row without its name says nothing.
    const named = traces.some((/** @type {any} */ { y }) =>
      y?.some?.((/** @type {unknown} */ name) => typeof name === "string")
    );
    if (onSlide && named) layout.yaxis = { ...layout.yaxis, dtick: 1 };
    if (onSlide) layout.xaxis = { ...layout.xaxis, tickangle: 0 };
    return {
      data: onSlide ? traces.map(thicken) : traces,
      layout,
      config: { responsive: true, displayModeBar: false, displaylogo: false },
    };
  };

  /**
   * Changes the names on an axis and leaves numbers alone.
   * @param {any} values
   * @param {(name: string) => string} change
   */
  const lines = (values, change) =>
    values?.map?.((/** @type {unknown} */ value) =>
      typeof value === "string" ? change(value) : value
    ) ?? values;

  /**
   * Lines and marks for the back row.
   * @param {any} trace
   */
  const thicken = (trace) => {
    const { line, marker, error_x, error_y } = trace;
    if (trace.type === "heatmap") trace.textfont = { size: 24 };
    // There is room for names at the side, and for two lines of them below.
    trace.y = lines(trace.y, (name) => name.replaceAll("<br>", " "));
    trace.x = lines(
      trace.x,
      (name) => name.length > 10 ? name.replace(" ", "<br>") : name,
    );
    if (trace.name) trace.name += "\u2003"; // air between names in a legend
    if (line?.width > 0) line.width *= 1.8;
    if (typeof marker?.size === "number") marker.size *= 1.6;
    for (const error of [error_x, error_y]) {
      if (error) Object.assign(error, { thickness: 4, width: 9 });
    }
    return trace;
  };

  /** @param {HTMLElement} chart */
  const draw = async (chart) => {
    const data = chart.querySelector('script[type="application/json"]');
    const canvas = chart.querySelector(".canvas");
    // Where the still picture is shown instead, there is nothing to draw.
    if (!canvas?.checkVisibility()) return;
    const figure = JSON.parse(data?.textContent ?? "{}");
    const Plotly = await (plotly ??= loadPlotly());
    const { data: traces, layout, config } = themed(figure);
    await Plotly.newPlot(canvas, traces, layout, config);
    drawn.set(chart, figure);
    chart.classList.add("drawn");
  };

  // A page that is printed as a whole draws everything at once.
  const margin = document.body.classList.contains("eager") ? 1e6 : 800;
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      // What cannot be drawn shows its still picture.
      draw(/** @type {HTMLElement} */ (target)).catch((error) => {
        console.error(error);
        target.classList.add("failed");
      });
    }
  }, { rootMargin: `${margin}px` });
  for (const chart of document.querySelectorAll("figure.chart")) {
    near.observe(chart);
  }

  addEventListener("theme", async () => {
    if (!plotly) return;
    const Plotly = await plotly;
    for (const [chart, figure] of drawn) {
      const { data, layout, config } = themed(figure);
      Plotly.react(chart.querySelector(".canvas"), data, layout, config);
    }
  });
})();
