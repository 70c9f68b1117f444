
"use strict";
// Tells of whoever is pointed at or focused; zooms. Arrow keys lead to the nearest in that direction.
const items = JSON.parse(document.getElementById("given").textContent);
const picture = document.getElementById("picture");
const svg = picture.querySelector("svg");
const told = document.getElementById("told");
const groups = [...svg.querySelectorAll("g.person, g.system")];
const ring = document.createElementNS(svg.namespaceURI, "rect");
const wide = svg.viewBox.baseVal.width, high = svg.viewBox.baseVal.height;
let zoom = 1;

function tell(number) {
  const item = items[number], group = groups[number];
  const name = document.createElement("h2"), list = document.createElement("dl");
  name.textContent = item.name;
  for (const [head, cell] of item.said) {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = head;
    dd.textContent = cell;
    list.append(dt, dd);
  }
  told.replaceChildren(name, list);
  const box = group.getBBox();
  for (const [side, value] of Object.entries({ x: box.x - 5, y: box.y - 5, width: box.width + 10, height: box.height + 10, rx: 6 })) ring.setAttribute(side, value);
  ring.removeAttribute("visibility");
}

function zoomTo(value) {
  zoom = Math.min(Math.max(value, 0.2), 6);
  svg.setAttribute("width", wide * zoom);
  svg.setAttribute("height", high * zoom);
}

// As much as the window shows of the picture without scrolling: page.html bounds its height.
const across = () => (picture.clientWidth - 2) / wide;
const down = () => (window.innerHeight * 0.78 - 2) / high;
const fit = () => zoomTo(Math.min(1.5, across(), down()));
const middle = (group) => { const box = group.getBBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };

function lead(from, key) {
  const [x, y] = middle(groups[from]);
  const level = key === "ArrowLeft" || key === "ArrowRight", forth = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  let best = -1, least = Infinity;
  groups.forEach((group, number) => {
    const [there, below] = middle(group);
    const ahead = forth * (level ? there - x : below - y), aside = Math.abs(level ? below - y : there - x);
    if (ahead > 1 && ahead + 2.5 * aside < least) { least = ahead + 2.5 * aside; best = number; }
  });
  if (best >= 0) groups[best].focus();
}

// What a picture hides from those who hear it, people who can be told of, is no picture.
svg.setAttribute("role", "group");
ring.id = "ring";
ring.setAttribute("visibility", "hidden");
svg.append(ring);
groups.forEach((group, number) => {
  group.setAttribute("tabindex", "0");
  group.setAttribute("role", "img");
  group.setAttribute("aria-label", items[number].name);
  group.addEventListener("pointerenter", () => tell(number));
  group.addEventListener("focus", () => tell(number));
  group.addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    lead(number, event.key);
  });
});
document.getElementById("larger").addEventListener("click", () => zoomTo(zoom * 1.25));
document.getElementById("smaller").addEventListener("click", () => zoomTo(zoom / 1.25));
document.getElementById("whole").addEventListener("click", fit);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") zoomTo(zoom * 1.25);
  else if (event.key === "-") zoomTo(zoom / 1.25);
  else if (event.key === "0") fit();
});
document.getElementById("tools").hidden = false;
// It opens no larger than its width allows, and whole where that makes it little smaller.
const first = Math.min(1, across());
zoomTo(down() > first * 0.75 ? Math.min(first, down()) : first);
document.documentElement.dataset.ready = "yes";
