/*
 * Writes static/vendor/tabler.css from @tabler/core: only the parts that
 * Acquaint's pages use, wrapped in the lowest cascade layer.
 *
 * Why prune: the stylesheet is 635 kB raw, of which our pages need a tenth; a
 * first visit should stay under 200 kB in all. Why keep whole families rather
 * than scan templates: a class used on a new page must simply work. A rule
 * stays when every class in its selector belongs to KEEP; custom properties
 * stay when something that stays (or our own CSS) reads them.
 */
import fs from "node:fs";
import path from "node:path";
import postcss from "postcss";
import parser from "postcss-selector-parser";

const here = import.meta.dirname;
const root = path.resolve(here, "../..");
const source = path.join(here, "node_modules/@tabler/core/dist/css/tabler.min.css");
const own = ["static/css/brand.css", "static/css/app.css"].map((f) => path.join(root, f));

const size = "(?:0|1|2|3|4|5|auto)";
const at = "(?:sm-|md-|lg-|xl-)?";
const KEEP = [
  /^btn(?:-(?:primary|icon|sm|lg|link|close|group|group-sm|list|check|danger|square))?$/,
  /^card(?:-(?:body|header|title|footer|sm|actions|table))?$/,
  /^form-(?:control|control-sm|control-lg|control-plaintext|select|select-sm|check|check-input|check-label|check-inline|switch|label|hint|text|fieldset|range|floating|file)$/,
  /^(?:is-invalid|was-validated|invalid-feedback|required|col-form-label|input-group(?:-text|-flat|-sm)?|input-icon(?:-addon)?)$/,
  /^dropdown(?:-(?:menu|menu-end|item|header|divider|toggle|item-text))?$/,
  /^(?:show|active|disabled|collapsed)$/,
  /^table(?:-(?:responsive|sm|vcenter|borderless|nowrap))?$/,
  /^avatar(?:-(?:xs|sm|md|lg|xl|list|rounded))?$/,
  /^icon(?:-(?:sm|inline))?$/,
  /^(?:nav|nav-link|nav-item|list-unstyled|list-inline|list-inline-item|container|row|col|col-auto|row-cols-auto|g-[0-4]|visually-hidden|visually-hidden-focusable|text-reset|small|lead|h[1-6]|lh-1|lh-base|kbd|page|blockquote|figure|img-fluid|ratio|stretched-link|sticky-top|vr|clearfix|antialiased)$/,
  new RegExp(`^m[tbsexy]?-${at}${size}$`),
  new RegExp(`^p[tbsexy]?-${at}(?:0|1|2|3|4|5)$`),
  new RegExp(`^(?:row-|column-)?gap-${at}(?:0|1|2|3|4|5)$`),
  new RegExp(`^d-${at}(?:none|inline|inline-block|block|grid|flex|inline-flex|table|table-row|table-cell)$`),
  /^d-print-(?:none|block|inline|flex)$/,
  new RegExp(`^flex-${at}(?:row|column|wrap|nowrap|fill|grow-0|grow-1|shrink-0|shrink-1|row-reverse|column-reverse)$`),
  new RegExp(`^justify-content-${at}(?:start|end|center|between|around|evenly)$`),
  new RegExp(`^align-(?:items|self|content)-${at}(?:start|end|center|baseline|stretch|between)$`),
  new RegExp(`^order-${at}(?:first|last|0|1|2|3)$`),
  new RegExp(`^text-${at}(?:start|center|end)$`),
  /^text-(?:nowrap|wrap|break|truncate|secondary|body|danger|decoration-none|decoration-underline|lowercase|uppercase|capitalize)$/,
  /^fw-(?:normal|medium|semibold|bold)$/,
  /^fs-(?:base|[1-6])$/,
  /^[wh]-(?:25|50|75|100|auto)$/,
  /^(?:mw|mh)-100$/,
  /^overflow-(?:auto|hidden|visible|scroll|x-auto)$/,
  /^position-(?:static|relative|absolute|sticky)$/,
  /^(?:border|border-top|border-bottom|border-start|border-end)(?:-0)?$/,
  /^rounded(?:-0|-circle|-pill)?$/,
  /^float-(?:none|start|end)$/,
  /^align-(?:baseline|top|middle|bottom|text-bottom)$/,
  /^(?:in)?visible$/,
  /^user-select-(?:all|none)$/,
  /^cursor-(?:pointer|help)$/,
];
const kept = (name) => KEEP.some((re) => re.test(name));

const sheet = postcss.parse(fs.readFileSync(source, "utf8"));
const notice = sheet.nodes.find((n) => n.type === "comment").toString();

/* 1  Selectors. Theme variants that only Tabler's own switcher sets are dropped. */
const FOREIGN = /data-bs-theme-(?:base|radius|font|primary)|\[dir=|\[data-bs-popper|navbar|offcanvas|\.modal|apexcharts|\.ts-|\.litepicker/;
const keeps = (selector) => {
  const text = selector.toString();
  if (FOREIGN.test(text)) return false;
  let ok = true;
  selector.walkClasses((c) => {
    // A class inside :not() narrows a rule; it is no reason to drop it.
    let inNot = false;
    for (let p = c.parent; p; p = p.parent) if (p.type === "pseudo" && p.value === ":not") inNot = true;
    if (!inNot && !kept(c.value)) ok = false;
  });
  return ok;
};
sheet.walkRules((rule) => {
  if (rule.parent.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
  const list = parser().astSync(rule.selector);
  const left = list.nodes.filter(keeps).map((s) => s.toString().trim());
  if (left.length === 0) rule.remove();
  else rule.selector = left.join(",");
});
sheet.walkComments((c) => c.remove());
sheet.walkAtRules("charset", (r) => r.remove());

/* 2  Custom properties nobody reads, until nothing changes. */
const ours = own.map((f) => fs.readFileSync(f, "utf8")).join("\n");
for (let again = true; again; ) {
  again = false;
  const read = new Set([...(sheet.toString() + ours).matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1]));
  sheet.walkDecls(/^--/, (d) => {
    if (!read.has(d.prop)) {
      d.remove();
      again = true;
    }
  });
}
/* 3  Keyframes nobody plays, blocks left empty. */
const played = sheet.toString();
sheet.walkAtRules(/keyframes/, (r) => {
  if (!new RegExp(`animation(?:-name)?:[^;}]*\\b${r.params}\\b`).test(played)) r.remove();
});
for (let again = true; again; ) {
  again = false;
  sheet.walk((n) => {
    if ((n.type === "rule" || (n.type === "atrule" && n.nodes)) && n.nodes.length === 0) {
      n.remove();
      again = true;
    }
  });
}

const out = `${notice}\n/* Pruned by tools/vendor/build.mjs; see static/vendor/README.md. */\n@layer vendor,brand;@layer vendor{${sheet.toString()}}\n`;
fs.writeFileSync(path.join(root, "static/vendor/tabler.css"), out);
console.log(`tabler.css ${out.length} bytes`);

/* 4  Icons. The reference sprite, and more of Tabler's outline set in the same form. */
const extra = fs.readFileSync(path.join(here, "icons.txt"), "utf8").split(/\s+/).filter(Boolean);
let sprite = fs.readFileSync(path.join(root, "static/img/icons.svg"), "utf8");
for (const name of extra) {
  if (sprite.includes(`id="i-${name}"`)) continue;
  const svg = fs.readFileSync(path.join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`), "utf8");
  const inner = [...svg.matchAll(/<(?:path|circle|rect|line)[^>]*\/>/g)].map((m) => m[0]).filter((p) => !p.includes('d="M0 0h24v24H0z"')).join(" ");
  const symbol = `  <symbol id="i-${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>\n`;
  sprite = sprite.replace("</svg>", `${symbol}</svg>`);
}
fs.writeFileSync(path.join(root, "static/img/icons.svg"), sprite);
