// Moves systems of the eco-map: what is dragged is picked in the form, which alone is sent and kept.
// Every picture comes from this server, drawn as it would be kept.
"use strict";
const form = document.getElementById("ecomap-form");
const SVG = "http://www.w3.org/2000/svg";
const steps = [];
let asked = 0;

const numbers = (words) => words.split(" ").filter(Boolean).map(Number);
const nearest = (values, wanted) => values.reduce((best, value, at) => Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? at : best, 0);
const field = (name, system) => form.elements[`${name}:${system}`];

function shape(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

async function draw() {
  const mine = ++asked;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
  if (!answer.ok || mine !== asked) return;
  const old = document.getElementById("picture");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("picture");
  if (mine !== asked || !fresh) return;
  const { scrollLeft } = old;
  old.replaceWith(document.adoptNode(fresh));
  fresh.scrollLeft = scrollLeft;
  equip(fresh);
}

function choose(control, value) {
  if (control.value === value) return;
  steps.push([control, control.dataset.was ?? control.value]);
  control.value = value;
  settled(control);
}

function settled(control) {
  control.dataset.was = control.type === "checkbox" ? String(control.checked) : control.value;
  document.getElementById("step-back").disabled = steps.length === 0;
  draw();
}

function stepBack() {
  const step = steps.pop();
  if (!step) return;
  const [control, value] = step;
  if (control.type === "checkbox") control.checked = value === "true";
  else control.value = value;
  say(control);
  settled(control);
}

function say(control) {
  const system = control.closest("fieldset");
  const shown = control.selectedOptions ? control.selectedOptions[0].textContent : "";
  document.getElementById("moved").textContent = system ? `${system.querySelector("legend").textContent}: ${control.labels[0].textContent} ${shown}` : "";
}

// What a handle does while it is pulled: `picked` turns a point of the picture into a value of the form.
function pull(handle, svg, control, picked, shown) {
  handle.classList.add("handle");
  handle.addEventListener("pointerdown", (start) => {
    start.preventDefault();
    handle.setPointerCapture(start.pointerId);
    const turn = svg.getScreenCTM().inverse();
    const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(turn);
    const first = at(start);
    let value = control.value;
    const move = (event) => {
      value = picked(at(event), first);
      shown?.(value);
      document.getElementById("moved").textContent = `${control.closest("fieldset").querySelector("legend").textContent}: ${control.labels[0].textContent} ${[...control.options].find((each) => each.value === value).textContent}`;
    };
    const end = (event) => {
      handle.removeEventListener("pointermove", move);
      if (event.type === "pointerup") choose(control, value);
      else shown?.(control.value);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end, { once: true });
    handle.addEventListener("pointercancel", end, { once: true });
  });
}

function equip(picture) {
  const svg = picture.querySelector("svg");
  const [x, y] = numbers(picture.dataset.middle);
  const reaches = numbers(picture.dataset.reaches), sizes = numbers(picture.dataset.sizes);
  const scale = form.dataset.scale.split(" ");
  const groups = [...svg.querySelectorAll("g.system")];
  picture.dataset.systems.split(" ").forEach((system, number) => {
    const group = groups[number];
    if (!system || !group || !field("nearness", system)) return;
    const body = group.querySelector("rect, circle, path").getBBox();
    const at = { x: body.x + body.width / 2, y: body.y + body.height / 2 };
    const away = Math.hypot(at.x - x, at.y - y), along = { x: (at.x - x) / away, y: (at.y - y) / away };
    const towards = (point) => (point.x - x) * along.x + (point.y - y) * along.y;
    const moveTo = (value) => {
      const by = value ? reaches[5 - Number(value)] - away : 0;
      group.setAttribute("transform", `translate(${along.x * by} ${along.y * by})`);
    };
    pull(group, svg, field("nearness", system), (point, first) => String(5 - nearest(reaches, away + towards(point) - towards(first))), moveTo);

    const size = body.width / 2;
    const rim = shape("circle", { cx: at.x + size, cy: at.y, r: 7, class: "rim" });
    const reach = shape("circle", { cx: at.x, cy: at.y, r: size, class: "reach" });
    svg.append(reach, rim);
    pull(rim, svg, field("importance", system), (point) => String(nearest(sizes, Math.hypot(point.x - at.x, point.y - at.y)) + 1), (value) => {
      const wide = value ? sizes[Number(value) - 1] : size;
      reach.setAttribute("r", wide);
      rim.setAttribute("cx", at.x + wide);
    });

    const half = away * 0.62, middle = { x: x + along.x * half, y: y + along.y * half };
    const knob = shape("rect", { x: middle.x - 7, y: middle.y - 7, width: 14, height: 14, rx: 3, class: "knob" });
    svg.append(knob);
    const kind = field("nature", system);
    pull(knob, svg, kind, (point, first) => {
      const from = scale.includes(kind.value) ? scale.indexOf(kind.value) : 1;
      return scale[Math.min(Math.max(from + Math.round((first.y - point.y) / 22), 0), scale.length - 1)];
    }, (value) => {
      const by = scale.includes(value) ? (1 - scale.indexOf(value)) * 10 : 0;
      knob.setAttribute("y", middle.y - 7 + by);
    });
  });
}

if (form) {
  for (const control of form.querySelectorAll("fieldset.system select, fieldset.system input[type=checkbox]")) {
    control.dataset.was = control.type === "checkbox" ? String(control.checked) : control.value;
    control.addEventListener("change", () => {
      steps.push([control, control.dataset.was]);
      settled(control);
    });
  }
  const back = document.getElementById("step-back");
  back.hidden = false;
  back.addEventListener("click", stepBack);
  document.getElementById("drag-says").hidden = false;
  document.addEventListener("keydown", (event) => {
    // In a text, the browser's own undo is meant.
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.target.matches("textarea, input[type=text]")) return;
    event.preventDefault();
    stepBack();
  });
  const picture = document.getElementById("picture");
  // On a narrow screen the client is looked at first.
  picture.scrollLeft = (picture.scrollWidth - picture.clientWidth) / 2;
  equip(picture);
}
