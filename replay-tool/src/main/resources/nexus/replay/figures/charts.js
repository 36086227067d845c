"use strict";
/**
 * What the pages' charts have in common: curves over time with one zoom for all of them, prices with executions, latencies.
 * Colours are the page's, and change with light and dark; on paper all charts are of one width.
 */
const Charts = (firstNanos, lastNanos) => {
  const PRINTED_WIDTH = 680;
  const NS = 1e9, MARK = 6, SMALLEST_MARK = 3, OUTLINED = 4, NEAR = 14;
  const first = firstNanos / NS;
  const last = Math.max(lastNanos / NS, first + 0.001);

  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const pale = name => color(name) + "26";
  const colorOf = index => "--line-" + (index % 6);
  const seconds = nanos => nanos.map(each => each / NS);
  const amount = value => value == null ? "" : value.toLocaleString("en-US", { maximumFractionDigits: 4 });
  const moment = at => at == null ? "" : new Date(at * 1e3).toISOString().replace("T", " ").slice(0, 19);
  /** Nanoseconds in the unit that keeps them short. */
  const length = nanos => {
    const [size, unit] = nanos < 1e3 ? [1, "ns"] : nanos < 1e6 ? [1e3, "µs"] : nanos < 1e9 ? [1e6, "ms"] : [1e9, "s"];
    return Number((nanos / size).toPrecision(3)) + " " + unit;
  };

  /** 24 hours, the day below the first mark that it belongs to; from years down to milliseconds. */
  const day = "\n{D} {MMM}", dayOfYear = day + " {YYYY}";
  const times = [
    [365 * 86400, "{YYYY}", null, null, null, null, null, null, 1],
    [28 * 86400, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
    [86400, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
    [60, "{HH}:{mm}", dayOfYear, null, day, null, null, null, 1],
    [1, "{HH}:{mm}:{ss}", dayOfYear, null, day, null, null, null, 1],
    [0.001, ":{ss}.{fff}", dayOfYear + " {HH}:{mm}", null, day + " {HH}:{mm}", null, "\n{HH}:{mm}", null, 1],
  ];
  const axis = { stroke: () => color("--quiet"), grid: { stroke: () => color("--grid"), width: 1 }, ticks: { show: false } };
  const legend = names => ({ markers: { width: 0, fill: (_, i) => `var(${names[i - 1]})` } });
  /** What charts over time have in common: one zoom for all of them. */
  const overTime = (series, names, scale) => ({
    tzDate: at => uPlot.tzDate(new Date(at * 1e3), "Etc/UTC"),
    scales: { x: { time: true }, y: scale },
    axes: [{ ...axis, size: 44, space: 70, values: times }, { ...axis, size: 72, values: (_, splits) => splits.map(amount) }],
    series: [{ label: "time", value: (_, at) => moment(at) }, ...series],
    legend: legend(names),
    cursor: { sync: { key: "time" }, drag: { x: true, y: false } },
  });
  const line = (label, name, more) => ({
    label, stroke: () => color(name), width: 1.5, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false },
    value: (_, value) => amount(value), ...more,
  });
  /** Room above and below, and more than none where all values are equal. */
  const padded = (low, high) => {
    const room = (high - low) * 0.08 || Math.abs(high) * 0.001 || 1;
    return [low - room, high + room];
  };
  /** Each value holds until the next; all charts reach over the whole range. */
  const curve = (times, values) => {
    const at = seconds(times);
    const before = at.length === 0 || at[0] > first ? [first] : [];
    const behind = at.length === 0 || at[at.length - 1] < last ? [last] : [];
    return [[...before, ...at, ...behind], [...before.map(() => null), ...values, ...behind.map(() => values[values.length - 1] ?? null)]];
  };

  /** Up for what was bought, down for what was sold; its tip is at the price. */
  const triangle = (context, x, y, size, isBuy, isOutlined) => {
    const toBase = isBuy ? size * 1.8 : -size * 1.8;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x - size, y + toBase);
    context.lineTo(x + size, y + toBase);
    context.closePath();
    context.fill();
    if (isOutlined) {
      context.stroke();
    }
  };

  /** A price and its executions; the one that is pointed at is told in the element behind the chart. */
  const price = (chart, pointed) => {
    const fills = chart.fills.map(fill => ({ ...fill, at: fill.time_ns / NS }));
    const range = (plot, low, high) => {
      // Before the first drawing there is no scale of time yet: then all of them are seen.
      const { min, max } = plot.scales.x;
      const seen = fills.filter(fill => min == null || (fill.at >= min && fill.at <= max)).map(fill => fill.price);
      const all = low == null ? seen : [low, high, ...seen];
      return all.length === 0 ? [0, 1] : padded(all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b)));
    };
    const marks = plot => {
      const { ctx: context, bbox } = plot;
      context.save();
      context.beginPath();
      context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      context.clip();
      context.strokeStyle = color("--page");
      context.lineWidth = devicePixelRatio;
      const { min, max } = plot.scales.x;
      const seen = fills.filter(fill => fill.at >= min && fill.at <= max);
      const room = bbox.width / devicePixelRatio / 6;
      const size = Math.max(SMALLEST_MARK, Math.min(1, Math.sqrt(room / Math.max(1, seen.length))) * MARK) * devicePixelRatio;
      for (const fill of seen) {
        const isBuy = fill.side === "BUY";
        context.fillStyle = color(isBuy ? "--good" : "--bad");
        triangle(context, plot.valToPos(fill.at, "x", true), plot.valToPos(fill.price, "y", true), size, isBuy, size > OUTLINED * devicePixelRatio);
      }
      context.restore();
    };
    const point = plot => {
      const { left, top } = plot.cursor;
      const distance = fill => Math.hypot(plot.valToPos(fill.at, "x") - left, plot.valToPos(fill.price, "y") - top);
      const near = fills.filter(fill => left >= 0 && distance(fill) < NEAR).sort((a, b) => distance(a) - distance(b))[0];
      pointed.textContent = near == null ? ""
        : `${near.side === "BUY" ? "▲ bought" : "▼ sold"} ${amount(near.quantity)} at ${amount(near.price)}, ${moment(near.at)}`;
    };
    const options = overTime([line("price", "--line-2", { width: 1 })], ["--line-2"], { range });
    options.hooks = { draw: [marks], setCursor: [point] };
    return [options, curve(chart.times_ns, chart.values)];
  };

  /** How latencies are spread, one curve each; null if nothing was measured. */
  const latency = latencies => {
    const shown = latencies.filter(each => each.count > 0);
    if (shown.length === 0) {
      return null;
    }
    /** Nothing at all, as in simulated time, stands at the left end: a logarithmic scale has no 0. */
    const from = bucket => Math.max(1, bucket.from_ns);
    const to = bucket => Math.max(2, bucket.to_ns);
    const edges = [...new Set(shown.flatMap(each => each.buckets.flatMap(bucket => [from(bucket), to(bucket)])))]
      .sort((a, b) => a - b);
    const shares = shown.map(each => {
      const counts = new Map(each.buckets.map(bucket => [from(bucket), bucket.count]));
      return edges.map(edge => 100 * (counts.get(edge) ?? 0) / each.count);
    });
    const names = shown.map((_, i) => colorOf(i));
    /** Each decade; over few of them also what lies between. */
    const marks = plot => {
      const { min, max } = plot.scales.x;
      const steps = Math.log10(max / min) < 3 ? [1, 2, 5] : [1];
      const all = [];
      for (let decade = 10 ** Math.floor(Math.log10(min)); decade <= max; decade *= 10) {
        all.push(...steps.map(step => step * decade).filter(mark => mark >= min && mark <= max));
      }
      return all;
    };
    return [{
      scales: {
        x: { time: false, distr: 3, range: () => [edges[0] / 1.5, edges[edges.length - 1] * 1.5] },
        y: { range: (_, low, high) => [0, Math.max(1, high) * 1.08] },
      },
      axes: [
        { ...axis, size: 34, splits: marks, filter: (_, splits) => splits, values: (_, splits) => splits.map(length) },
        { ...axis, size: 52, values: (_, splits) => splits.map(split => amount(split) + " %") },
      ],
      series: [
        { label: "from", value: (_, edge) => edge == null ? "" : length(edge) },
        ...shown.map((each, i) => ({
          label: each.name,
          stroke: () => color(names[i]),
          fill: () => pale(names[i]),
          width: 1.5,
          paths: uPlot.paths.stepped({ align: 1 }),
          points: { show: false },
          value: (_, share) => share == null ? "" : Number(share.toPrecision(3)) + " %",
        })),
      ],
      legend: legend(names),
      cursor: { drag: { x: false, y: false } },
    }, [edges, ...shares]];
  };

  /**
   * Draws every element of class "chart" and keeps it as wide as its place.
   *
   * @param makers by the element's data-chart: from the element to options and data, or null if there is nothing to show
   * @param heights by the same name
   */
  const drawAll = (makers, heights) => {
    const draw = box => {
      const made = makers[box.dataset.chart](box);
      if (made == null) {
        box.textContent = "Nothing was measured.";
        return null;
      }
      const [options, data] = made;
      return new uPlot({ ...options, width: box.clientWidth, height: heights[box.dataset.chart] }, data, box);
    };
    const drawn = [...document.querySelectorAll(".chart")].map(box => ({ box, plot: draw(box) })).filter(each => each.plot);
    const fit = printed => drawn.forEach(({ box, plot }) => plot.setSize(
      { width: printed ? PRINTED_WIDTH : box.clientWidth, height: heights[box.dataset.chart] }));
    const print = printed => {
      document.documentElement.classList.toggle("print", printed);
      fit(printed);
    };
    addEventListener("resize", () => fit(false));
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach(({ plot }) => plot.redraw()));
  };

  return { color, pale, colorOf, seconds, amount, moment, length, axis, legend, overTime, line, padded, curve, price, latency, drawAll, NS };
};
