// Draws one timeline with the library that the address names, then pans it step by step.
// Tells the server before and after each part, so that it can read the clock of the processor.
"use strict";

const peer = new URLSearchParams(location.search).get("peer");
const DAY = 86400000;
const STEPS = 60;
const MOST_SECONDS = 12;

const frame = () => new Promise((done) => requestAnimationFrame(done));
const tell = (what) => fetch("/told", { method: "POST", body: JSON.stringify(what) });

function load(address) {
  return new Promise((done, fail) => {
    const style = address.endsWith(".css");
    const tag = document.createElement(style ? "link" : "script");
    Object.assign(tag, style ? { rel: "stylesheet", href: address } : { src: address });
    tag.onload = done;
    tag.onerror = () => fail(new Error(`no ${address}`));
    document.head.append(tag);
  });
}

const peers = {
  // Every item with its label, stacked within its company's row, as the library does by itself.
  vis: {
    files: ["/vis-timeline/styles/vis-timeline-graph2d.min.css",
            "/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"],
    async draw(place, data) {
      const items = data.start.map((start, n) => (data.end[n] - start > 1
        ? { id: n, group: data.lane[n], content: data.title[n], start: start * DAY,
            end: data.end[n] * DAY }
        : { id: n, group: data.lane[n], content: data.title[n], start: start * DAY,
            type: "point" }));
      const groups = data.lanes.map((content, id) => ({ id, content }));
      const options = { start: data.first * DAY, end: data.last * DAY, height: "100vh",
                        verticalScroll: true };
      const timeline = new vis.Timeline(place, items, groups, options);
      await new Promise((done) => { timeline.on("changed", done); });
      return (lo, hi) => timeline.setWindow(lo * DAY, hi * DAY, { animation: false });
    },
  },
  // A bar for what lasts and a point for what does not, one row a company; no labels.
  plotly: {
    files: ["/plotly.js-dist-min/plotly.min.js"],
    async draw(place, data) {
      const long = { x: [], y: [], mode: "lines", line: { width: 6 } };
      const short = { x: [], y: [], text: [], mode: "markers", marker: { size: 7 } };
      data.start.forEach((start, n) => {
        if (data.end[n] - start > 1) {
          long.x.push(new Date(start * DAY), new Date(data.end[n] * DAY), null);
          long.y.push(data.lane[n], data.lane[n], null);
        } else {
          short.x.push(new Date(start * DAY));
          short.y.push(data.lane[n]);
          short.text.push(data.title[n]);
        }
      });
      const range = (lo, hi) => [new Date(lo * DAY), new Date(hi * DAY)];
      await Plotly.newPlot(place, [long, short], {
        showlegend: false, margin: { l: 180, r: 10, t: 10, b: 30 },
        xaxis: { type: "date", range: range(data.first, data.last) },
        yaxis: { tickvals: data.lanes.map((_, n) => n), ticktext: data.lanes },
      });
      return (lo, hi) => Plotly.relayout(place, { "xaxis.range": range(lo, hi) });
    },
  },
  // The same bars and points on a canvas; no labels.
  bokeh: {
    files: ["/@bokeh/bokehjs/build/js/bokeh.min.js", "/@bokeh/bokehjs/build/js/bokeh-api.min.js"],
    async draw(place, data) {
      const long = { left: [], right: [], y: [] };
      const short = { x: [], y: [] };
      data.start.forEach((start, n) => {
        if (data.end[n] - start > 1) {
          long.left.push(start * DAY);
          long.right.push(data.end[n] * DAY);
          long.y.push(data.lane[n]);
        } else {
          short.x.push(start * DAY);
          short.y.push(data.lane[n]);
        }
      });
      const plot = Bokeh.Plotting.figure({
        width: innerWidth, height: innerHeight, x_axis_type: "datetime", toolbar_location: null,
        x_range: new Bokeh.Range1d({ start: data.first * DAY, end: data.last * DAY }),
      });
      plot.hbar({ left: { field: "left" }, right: { field: "right" }, y: { field: "y" },
                  height: 0.5, source: new Bokeh.ColumnDataSource({ data: long }) });
      plot.scatter({ x: { field: "x" }, y: { field: "y" }, size: 7,
                     source: new Bokeh.ColumnDataSource({ data: short }) });
      await Bokeh.Plotting.show(plot, place);
      return (lo, hi) => plot.x_range.setv({ start: lo * DAY, end: hi * DAY });
    },
  },
};

async function main() {
  const drawn = peers[peer];
  const data = await (await fetch("/data.json")).json();
  for (const file of drawn.files) await load(file);
  await frame();
  await tell({ stage: "loaded" });
  const begun = performance.now();
  const show = await drawn.draw(document.getElementById("place"), data);
  await frame();
  await frame();
  await tell({ stage: "drawn", ms: performance.now() - begun });
  const pixel = (data.last - data.first) / innerWidth;
  const waits = [];
  const until = performance.now() + 1000 * MOST_SECONDS;
  for (let n = 0; n < STEPS && performance.now() < until; n += 1) {
    // Twenty steps of nine pixels one way, then twenty back.
    const away = 9 * pixel * (20 - Math.abs((n % 40) - 20));
    const before = performance.now();
    await show(data.first + away, data.last + away);
    await frame();
    await frame();
    waits.push(performance.now() - before);
  }
  await tell({ stage: "panned", waits, nodes: document.getElementsByTagName("*").length });
}

main().catch((error) => tell({ stage: "failed", why: String(error) }));
