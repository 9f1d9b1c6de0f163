"use strict";
const summary = JSON.parse(document.getElementById("summary").textContent);
const rows = [], thumbnails = [], asked = new Set();
// Columns of a row, as GalleryRow writes them.
const PATH = 0, PROBABILITY = 1, STRENGTH = 2, VERDICT = 3, KIND = 4, REASON = 5, SIZE = 6, GROUP = 7, BEST = 8, ERROR = 9, CHUNK = 10;
const CARD = { width: 176, height: 208, gap: 8 };
const $ = id => document.getElementById(id);
const number = value => value.toLocaleString("en-US");
let shown = [], selected = -1, columns = 1, threshold = summary.threshold;

// Scripts in data/ and thumbnails/ call these: a page that is opened from a disk may load scripts and nothing else.
const gallery = {
  rows(more) { for (const row of more) rows.push(row); },
  thumbnails(chunk, images) { thumbnails[chunk] = images; drawCards(); },
};
window.gallery = gallery;

function load(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    [script.src, script.onload, script.onerror] = [src, resolve, () => reject(new Error(src + " is missing"))];
    document.head.append(script);
  });
}

// What was indeterminate or an error stays so: the threshold only parts focus from blur.
function verdictOf(row) {
  if (row[VERDICT] === "focus" || row[VERDICT] === "blurred") return row[PROBABILITY] >= threshold ? "blurred" : "focus";
  return row[VERDICT];
}

function counts() {
  const all = { blurred: 0, focus: 0, indeterminate: summary.rest.indeterminate, error: summary.rest.error };
  for (const row of rows) all[verdictOf(row)]++;
  const from = Math.round(threshold * 1000);
  summary.rest.bins.forEach(([bin, count]) => { all[bin >= from ? "blurred" : "focus"] += count; });
  return all;
}

function drawTiles() {
  const all = counts(), total = all.blurred + all.focus + all.indeterminate + all.error;
  const tiles = [["Images", total], ["Blurred", all.blurred], ["In focus", all.focus], ["Indeterminate", all.indeterminate], ["Errors", all.error],
    ["Groups of near-duplicates", summary.groups]];
  $("tiles").replaceChildren(...tiles.map(([name, count]) => {
    const tile = document.createElement("div"), value = document.createElement("b"), label = document.createElement("span");
    tile.className = "tile";
    tile.dataset.name = name;
    value.textContent = number(count);
    label.textContent = name + (total && name !== "Images" && !name.startsWith("Groups") ? ` · ${(100 * count / total).toFixed(1)} %` : "");
    tile.append(value, label);
    return tile;
  }));
}

function drawChart(canvas, bins, low, high, mark) {
  const context = canvas.getContext("2d"), style = getComputedStyle(document.documentElement);
  const { width, height } = canvas, most = Math.max(1, ...bins), step = width / bins.length;
  context.clearRect(0, 0, width, height);
  bins.forEach((count, i) => {
    // A square root keeps small bins visible beside large ones.
    const tall = Math.sqrt(count / most) * (height - 26);
    const from = low + (high - low) * i / bins.length;
    context.fillStyle = style.getPropertyValue(mark !== null && from >= mark ? "--bad" : "--a");
    context.fillRect(i * step, height - 18 - tall, Math.max(1, step - 1), tall);
  });
  context.fillStyle = style.getPropertyValue("--muted");
  context.font = "12px system-ui,sans-serif";
  context.fillText(low.toFixed(1), 2, height - 4);
  context.fillText(high.toFixed(1), width - 24, height - 4);
  if (mark === null) return;
  context.fillStyle = style.getPropertyValue("--ink");
  context.fillRect((mark - low) / (high - low) * width - 1, 0, 2, height - 18);
}

function drawCharts() {
  drawChart($("probability-chart"), summary.probability, 0, 1, threshold);
  drawChart($("strength-chart"), summary.strength.bins, summary.strength.low, summary.strength.high, null);
}

function filter() {
  const verdict = $("verdict").value, kind = $("kind").value, reason = $("reason").value, search = $("search").value.toLowerCase(), order = $("order").value;
  const keep = shown[selected];
  shown = rows.filter(row => (verdict === "all" || verdictOf(row) === verdict) && (!kind || row[KIND] === kind) && (!reason || row[REASON] === reason || row[ERROR]?.[0] === reason)
    && (!search || row[PATH].toLowerCase().includes(search)) && (order !== "groups" || row[GROUP] >= 0));
  const byPath = (a, b) => a[PATH] < b[PATH] ? -1 : a[PATH] > b[PATH] ? 1 : 0;
  if (order === "best") shown.reverse();
  if (order === "strength") shown.sort((a, b) => (b[STRENGTH] ?? -1e9) - (a[STRENGTH] ?? -1e9));
  if (order === "path") shown.sort(byPath);
  // The sharpest of a group comes first.
  if (order === "groups") shown.sort((a, b) => a[GROUP] - b[GROUP] || b[BEST] - a[BEST] || a[PROBABILITY] - b[PROBABILITY]);
  selected = keep ? shown.indexOf(keep) : -1;
  const more = summary.total - rows.length;
  $("shown").textContent = `${number(shown.length)} of ${number(rows.length)} images in this gallery` + (more > 0 ? `; ${number(more)} less blurred ones are only counted` : "");
  layOut();
}

function layOut() {
  columns = Math.max(1, Math.floor(($("gallery").clientWidth + CARD.gap) / (CARD.width + CARD.gap)));
  $("gallery").style.height = Math.ceil(shown.length / columns) * (CARD.height + CARD.gap) + "px";
  drawCards();
}

// Only what can be seen is in the page.
function drawCards() {
  const box = $("gallery").getBoundingClientRect(), tall = CARD.height + CARD.gap;
  const first = Math.max(0, Math.floor((-box.top - 400) / tall)) * columns, last = Math.min(shown.length, Math.ceil((innerHeight - box.top + 400) / tall) * columns);
  const cards = [];
  for (let i = first; i < last; i++) cards.push(card(i));
  $("gallery").replaceChildren(...cards);
}

function card(i) {
  const row = shown[i], verdict = verdictOf(row), element = document.createElement("div");
  element.className = `card ${verdict}${row[BEST] ? " best" : ""}${i === selected ? " selected" : ""}`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", i === selected);
  element.style.cssText = `left:${(i % columns) * (CARD.width + CARD.gap)}px;top:${Math.floor(i / columns) * (CARD.height + CARD.gap)}px;width:${CARD.width}px;height:${CARD.height}px`;
  const title = document.createElement("strong"), name = document.createElement("span"), detail = document.createElement("span");
  title.textContent = verdict === "error" ? row[ERROR][0].replace("_", " ") : verdict === "indeterminate" ? `indeterminate: ${row[REASON].replaceAll("_", " ")}` : `${verdict} ${row[PROBABILITY].toFixed(3)}`;
  if (row[BEST]) title.textContent = "★ " + title.textContent;
  name.className = "name";
  name.textContent = row[PATH].slice(row[PATH].lastIndexOf("/") + 1);
  element.title = row[PATH] + (row[BEST] ? "\n★ the sharpest of its near-duplicates" : "") + (row[ERROR] ? "\n" + row[ERROR][1] : "");
  const parts = [row[SIZE], verdict === "blurred" && row[KIND], row[STRENGTH] !== null && `strength ${row[STRENGTH].toFixed(1)}`, row[GROUP] >= 0 && `group ${row[GROUP] + 1}${row[BEST] ? "" : ""}`];
  detail.className = "muted";
  detail.textContent = row[ERROR] ? row[ERROR][1] : parts.filter(Boolean).join(" · ");
  element.append(image(row), title, name, detail);
  element.onclick = () => { select(i); };
  element.ondblclick = () => { open(row); };
  return element;
}

function image(row) {
  const chunk = row[CHUNK], data = chunk ? thumbnails[chunk[0]]?.[chunk[1]] : null;
  if (data) {
    const image = document.createElement("img");
    [image.src, image.alt] = ["data:image/jpeg;base64," + data, ""];
    return image;
  }
  if (chunk && !asked.has(chunk[0])) {
    asked.add(chunk[0]);
    load(`thumbnails/${String(chunk[0]).padStart(5, "0")}.js`).catch(error => { $("shown").textContent = error.message; });
  }
  const empty = document.createElement("div");
  empty.className = "empty";
  empty.textContent = chunk ? "…" : "no thumbnail";
  return empty;
}

function open(row) {
  if (summary.images !== null) window.open(summary.images + row[PATH].split("/").map(encodeURIComponent).join("/"), "_blank", "noopener");
}

function select(i) {
  if (shown.length === 0) return;
  selected = Math.min(shown.length - 1, Math.max(0, i));
  const top = $("gallery").getBoundingClientRect().top + scrollY + Math.floor(selected / columns) * (CARD.height + CARD.gap), bar = document.querySelector(".controls").offsetHeight;
  if (top < scrollY + bar) scrollTo(0, top - bar - CARD.gap);
  else if (top + CARD.height > scrollY + innerHeight) scrollTo(0, top + CARD.height - innerHeight + CARD.gap);
  drawCards();
}

function setThreshold(value) {
  threshold = Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
  $("threshold").value = threshold;
  $("threshold-value").textContent = threshold.toFixed(3);
  drawTiles();
  drawCharts();
  filter();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  drawCharts();
}

const choices = ["all", "blurred", "focus", "indeterminate", "error"];
const keys = {
  ArrowLeft: () => select(selected - 1), ArrowRight: () => select(selected + 1), ArrowUp: () => select(selected - columns), ArrowDown: () => select(selected + columns),
  Home: () => select(0), End: () => select(shown.length - 1), PageUp: () => select(selected - 4 * columns), PageDown: () => select(selected + 4 * columns),
  Enter: () => { if (selected >= 0) open(shown[selected]); }, "/": () => $("search").focus(), "[": () => setThreshold(threshold - 0.01), "]": () => setThreshold(threshold + 0.01),
  g: () => { $("order").value = $("order").value === "groups" ? "worst" : "groups"; filter(); }, d: () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
};
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { $("gallery").focus({ preventScroll: true }); return; }
  if (/^(INPUT|SELECT)$/.test(event.target.tagName) && event.target.id !== "threshold") return;
  if (event.target.id === "threshold" && event.key.startsWith("Arrow")) return;
  const choice = choices[Number(event.key) - 1];
  if (choice) { $("verdict").value = choice; filter(); } else if (keys[event.key]) keys[event.key](); else return;
  event.preventDefault();
});
for (const id of ["verdict", "kind", "reason", "order"]) $(id).onchange = filter;
$("search").oninput = filter;
$("threshold").oninput = event => setThreshold(Number(event.target.value));
$("threshold-reset").onclick = () => setThreshold(summary.threshold);
$("theme").onclick = keys.d;
addEventListener("scroll", drawCards, { passive: true });
addEventListener("resize", layOut);

(async () => {
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  $("origin").textContent = `${summary.root} · ${summary.model}`;
  for (const file of summary.data) await load(file);
  const fill = (id, column) => { for (const value of [...new Set(rows.map(column).filter(Boolean))].sort()) $(id).add(new Option(value.replaceAll("_", " "), value)); };
  fill("kind", row => row[KIND]);
  fill("reason", row => row[REASON] ?? row[ERROR]?.[0]);
  setThreshold(summary.threshold);
  document.body.dataset.ready = "true";
})().catch(error => { $("shown").textContent = error.message; });
