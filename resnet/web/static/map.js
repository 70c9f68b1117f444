// The moving map: shows what the server placed, and can be walked through by keyboard. It knows no words of its own.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const place = byId("map");
  const said = byId("map-said");
  const panel = byId("map-chosen");
  const query = place.dataset.query;
  const FONT = '"Resnet Screen", NanumGothic, sans-serif';
  const INK = "#1c2430";
  const FADED = "#d3dae1";
  // Above so many lines they rest while the map is moved: a slow graphics card would stutter.
  const MANY_LINES = 8000;
  // Long enough for the first frame to be seen and answered to.
  const PAUSE_MS = 200;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let given, graph, view;
  let chosen = null;
  let anchor = null;
  let turn = -1;
  let near = new Set();
  let taken = [];

  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const spots = () => given.spots;
  const tell = (text) => { said.textContent = text; };

  function graphics() {
    const gl = document.createElement("canvas").getContext("webgl2") || document.createElement("canvas").getContext("webgl");
    if (!gl) return { is_there: false, is_slow: true };
    const told = gl.getExtension("WEBGL_debug_renderer_info");
    const name = told ? String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)) : "";
    const lose = gl.getExtension("WEBGL_lose_context");
    if (lose) lose.loseContext();
    return { is_there: true, is_slow: /swiftshader|llvmpipe|software|basic render/i.test(name) };
  }

  function state(text) {
    const shown = place.querySelector(".map-state");
    if (shown) shown.textContent = text;
  }

  function stillPicture() {
    state(place.dataset.noPicture);
    const picture = document.createElement("img");
    picture.src = `/network/picture?${query}`;
    picture.alt = place.getAttribute("aria-label") || "";
    picture.className = "map-still";
    place.after(picture);
    place.classList.add("is-still");
    place.removeAttribute("tabindex");
    place.dataset.drawn = "still";
  }

  function makeGraph(hasLines) {
    graph = new graphology.Graph({ multi: true, type: "undirected", allowSelfLoops: false });
    const { id, label, look, x, y, size } = spots();
    for (let row = 0; row < id.length; row++) {
      const sign = given.looks[look[row]];
      graph.addNode(row, { x: x[row], y: -y[row], size: size[row], label: label[row], color: sign.colour, shape: sign.shape });
    }
    const { first, second, line, shift } = given.links;
    for (let row = 0; hasLines && row < first.length; row++) {
      const sign = given.lines[line[row]];
      graph.addUndirectedEdgeWithKey(`e${row}`, first[row], second[row], {
        size: sign.width, color: sign.colour, dashes: sign.dashes, shift: shift ? shift[row] : 0,
      });
    }
  }

  function isFree(box) {
    for (const each of taken) {
      if (box[0] < each[2] && each[0] < box[2] && box[1] < each[3] && each[1] < box[3]) return false;
    }
    taken.push(box);
    return true;
  }

  function write(context, text, x, y, size, weight) {
    context.font = `${weight} ${size}px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = "#ffffff";
    context.strokeText(text, x, y);
    context.fillStyle = INK;
    context.fillText(text, x, y);
  }

  function drawLabel(context, data) {
    // Who is chosen has its name drawn apart, above everything.
    if (!data.label || data.highlighted) return;
    const { text, x, half } = within(context, data, 13, 400);
    const y = data.y + data.size + 10;
    if (!isFree([x - half, y - 8, x + half, y + 8])) return;
    write(context, text, x, y, 13, 400);
  }

  // Where a name stands whole: below its spot, and moved in from the map's edges; longer than the map is wide, it
  // says that there is more of it.
  function within(context, data, size, weight) {
    context.font = `${weight} ${size}px ${FONT}`;
    const wide = context.canvas.width / (window.devicePixelRatio || 1);
    const isIn = data.x >= 0 && data.x <= wide;
    const full = context.measureText(data.label).width;
    const text = full + 6 > wide ? fitted(context, data.label, wide - 6) : data.label;
    const half = (text === data.label ? full : context.measureText(text).width) / 2 + 3;
    return { text, half, x: isIn ? Math.min(Math.max(data.x, half), wide - half) : data.x };
  }

  function drawChosen(context, data) {
    context.beginPath();
    context.arc(data.x, data.y, data.size + 6, 0, 2 * Math.PI);
    context.lineWidth = 3;
    context.strokeStyle = INK;
    context.stroke();
    if (!data.label) return;
    const { text, x } = within(context, data, 14, 700);
    write(context, text, x, data.y + data.size + 14, 14, 700);
  }

  // A title that is too long for its box says that there is more of it; the list has it whole.
  function fitted(context, text, room) {
    let end = text.length;
    while (end > 1 && context.measureText(text.slice(0, end) + (end < text.length ? "…" : "")).width > room) end -= 1;
    return end < text.length ? text.slice(0, end) + "…" : text;
  }

  function drawFrames(context) {
    const { width, height } = view.getDimensions();
    context.clearRect(0, 0, width, height);
    for (const frame of given.frames) {
      const [left, top, right, bottom] = frame.sides;
      const from = view.graphToViewport({ x: left, y: -top });
      const to = view.graphToViewport({ x: right, y: -bottom });
      const around = 26;
      context.font = `700 13px ${FONT}`;
      // A box of one is still wide enough for most of its title.
      const title = Math.min(context.measureText(frame.name).width + 12, 110);
      const more = Math.max(0, title - (to.x - from.x + 2 * around)) / 2;
      const wide = to.x - from.x + 2 * (around + more);
      const box = [from.x - around - more, from.y - around - 12, wide, to.y - from.y + 2 * around + 12];
      if (box[0] > width || box[1] > height || box[0] + box[2] < 0 || box[1] + box[3] < 0) continue;
      context.fillStyle = "#f3f5f7";
      context.strokeStyle = "#8793a1";
      context.lineWidth = 1;
      context.beginPath();
      context.rect(...box);
      context.fill();
      context.stroke();
      context.textAlign = "left";
      context.textBaseline = "top";
      context.fillStyle = INK;
      context.fillText(fitted(context, frame.name, box[2] - 12), box[0] + 6, box[1] + 4);
    }
  }

  function showNode(row, data) {
    if (chosen === null) return data;
    if (Number(row) === chosen) return { ...data, highlighted: true, zIndex: 2 };
    if (near.has(Number(row))) return { ...data, zIndex: 1 };
    return { ...data, color: FADED, label: null, zIndex: 0 };
  }

  function showLine(key, data) {
    if (chosen === null || graph.hasExtremity(key, String(chosen))) return data;
    return { ...data, color: "#e9edf1", size: Math.min(data.size, 1), zIndex: 0 };
  }

  function draw({ is_slow }) {
    const many = spots().id.length;
    const isResting = isCrowded() || (is_slow && given.links.first.length > 1500);
    place.querySelector(".map-state").remove();
    view = new Sigma(graph, place, {
      nodeProgramClasses: { spot: mapSigns.Spot },
      edgeProgramClasses: { line: mapSigns.Line },
      defaultNodeType: "spot",
      defaultEdgeType: "line",
      defaultDrawNodeLabel: drawLabel,
      defaultDrawNodeHover: drawChosen,
      labelFont: FONT,
      labelSize: 13,
      labelRenderedSizeThreshold: given.is_named ? 0 : 8,
      labelDensity: given.is_named ? 40 : 1,
      labelGridCellSize: given.is_named ? 100 : 130,
      hideEdgesOnMove: isResting,
      hideLabelsOnMove: isResting,
      zIndex: many <= 5000,
      stagePadding: 50,
      minCameraRatio: 0.01,
      maxCameraRatio: 4,
      allowInvalidContainer: true,
      nodeReducer: showNode,
      edgeReducer: showLine,
    });
    if (given.frames.length) {
      view.createCanvasContext("frames", { beforeLayer: "edges" });
      view.resize(true);
      view.on("beforeRender", () => drawFrames(view.getCanvases().frames.getContext("2d")));
    }
    for (const canvas of place.querySelectorAll("canvas")) canvas.setAttribute("aria-hidden", "true");
    view.on("beforeRender", () => { taken = []; });
    view.on("clickNode", ({ node }) => { choose(Number(node), true); openPanel(false); });
    view.on("doubleClickNode", (event) => { event.preventSigmaDefault(); follow(Number(event.node)); });
    view.on("clickStage", letGo);
    // All was drawn once already; only what came after the making needs a second time.
    if (given.frames.length) view.refresh({ skipIndexation: true });
    afterFrame(() => {
      place.dataset.drawn = "yes";
      if (isCrowded()) setTimeout(addLines, PAUSE_MS);
      else place.dataset.lines = "yes";
    });
  }

  // The frame after the next one: by then the first stands on the screen.
  const afterFrame = (act) => requestAnimationFrame(() => requestAnimationFrame(act));

  // So many lines take the processor longer than all the rest: what stands where is shown first.
  const isCrowded = () => given.links.first.length > MANY_LINES;

  function addLines() {
    makeGraph(true);
    if (chosen !== null) near = new Set(graph.neighbors(String(chosen)).map(Number));
    view.setGraph(graph);
    afterFrame(() => { place.dataset.lines = "yes"; });
  }

  const duration = () => (isStill ? 0 : 250);

  function show(row) {
    const at = view.getNodeDisplayData(String(row));
    const onScreen = view.framedGraphToViewport(at);
    const { width, height } = view.getDimensions();
    if (onScreen.x < 60 || onScreen.y < 60 || onScreen.x > width - 60 || onScreen.y > height - 60) {
      view.getCamera().animate({ x: at.x, y: at.y }, { duration: duration() });
    }
  }

  function choose(row, isAnchor) {
    chosen = row;
    if (isAnchor) {
      anchor = row;
      turn = -1;
    }
    near = new Set(graph.neighbors(String(row)).map(Number));
    view.refresh({ skipIndexation: true });
    show(row);
    const { name, type, ties } = spots();
    tell([name[row], given.types[type[row]], place.dataset.ties.replace("#", ties[row])].filter(Boolean).join(", "));
  }

  function letGo() {
    chosen = anchor = null;
    turn = -1;
    near = new Set();
    panel.hidden = true;
    if (view) view.refresh({ skipIndexation: true });
    tell("");
  }

  const insideOf = (row) => {
    const key = spots().id[row];
    return given.open && key ? `/network?${query}${query ? "&" : ""}${given.open}=${encodeURIComponent(key)}` : "";
  };

  async function follow(row) {
    if (given.open) {
      if (insideOf(row)) location.assign(insideOf(row));
      return;
    }
    const told = await details(row);
    if (told && told.href) location.assign(told.href);
  }

  async function details(row) {
    const answer = await fetch(`/network/spot?${query}${query ? "&" : ""}spot=${encodeURIComponent(spots().id[row])}`, { credentials: "same-origin" });
    return answer.ok ? answer.json() : null;
  }

  function link(id, href) {
    const shown = byId(id);
    shown.hidden = !href;
    if (href) shown.href = href;
    else shown.removeAttribute("href");
  }

  async function openPanel(isFocused) {
    const row = chosen;
    if (row === null) return;
    const told = given.open ? groupDetails(row) : await details(row);
    // Somebody went on while the answer was under way.
    if (!told || row !== chosen) return;
    panel.querySelector("h3").textContent = told.name;
    panel.querySelector("p").textContent = told.says;
    link("map-open", told.href);
    link("map-focus", told.focus);
    link("map-inside", told.inside);
    const list = panel.querySelector("ul");
    list.replaceChildren(...told.ties.map(tieItem));
    panel.hidden = false;
    if (isFocused) (panel.querySelector("a[href], button")).focus();
  }

  function groupDetails(row) {
    const { first, second, says } = given.links;
    const ties = [];
    for (let at = 0; at < first.length; at++) {
      if (first[at] !== row && second[at] !== row) continue;
      const other = first[at] === row ? second[at] : first[at];
      ties.push({ name: spots().name[other], id: spots().id[other], words: says[at] });
    }
    const { name, type } = spots();
    return { name: name[row], says: given.types[type[row]], href: "", focus: "", inside: insideOf(row), ties };
  }

  function tieItem(tie) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "as-link";
    button.textContent = tie.name;
    button.addEventListener("click", () => {
      const row = spots().id.indexOf(tie.id);
      if (row >= 0) {
        choose(row, true);
        openPanel(true);
      }
    });
    item.append(button, ` — ${tie.words}`);
    return item;
  }

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // The nearest spot that way: what lies off to the side counts as farther.
  function towards([dx, dy]) {
    const { x, y } = spots();
    let best = null;
    let least = Infinity;
    for (let row = 0; row < x.length; row++) {
      const ahead = (x[row] - x[chosen]) * dx + (y[row] - y[chosen]) * dy;
      const aside = Math.abs((x[row] - x[chosen]) * dy) + Math.abs((y[row] - y[chosen]) * dx);
      const far = ahead + 2 * aside;
      if (row !== chosen && ahead > 0 && aside <= 2 * ahead && far < least) [best, least] = [row, far];
    }
    return best;
  }

  function middle() {
    const centre = view.viewportToGraph({ x: view.getDimensions().width / 2, y: view.getDimensions().height / 2 });
    const { x, y } = spots();
    let best = 0;
    for (let row = 1; row < x.length; row++) {
      if (Math.hypot(x[row] - centre.x, -y[row] - centre.y) < Math.hypot(x[best] - centre.x, -y[best] - centre.y)) best = row;
    }
    return best;
  }

  function around(step) {
    if (anchor === null) return choose(middle(), true);
    const neighbours = graph.neighbors(String(anchor)).map(Number).sort((one, other) => one - other);
    if (!neighbours.length) return undefined;
    turn = (turn + step + neighbours.length + (turn < 0 && step < 0 ? 1 : 0)) % neighbours.length;
    return choose(neighbours[turn], false);
  }

  function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== place) return;
    const way = WAYS[event.key];
    const key = event.key.toLowerCase();
    if (way) {
      const next = chosen === null ? middle() : towards(way);
      if (next !== null) choose(next, true);
    } else if (key === "n" || key === "p") around(key === "n" ? 1 : -1);
    else if (key === "enter" && chosen !== null) {
      anchor = chosen;
      turn = -1;
      openPanel(true);
    } else if (key === "+" || key === "=") zoom(1 / 1.5);
    else if (key === "-") zoom(1.5);
    else if (key === "0") whole();
    else if (key === "escape") letGo();
    else return;
    event.preventDefault();
  }

  const zoom = (by) => {
    const camera = view.getCamera();
    camera.animate({ ratio: camera.getBoundedRatio(camera.ratio * by) }, { duration: duration() });
  };
  const whole = () => view.getCamera().animatedReset({ duration: duration() });

  function find(event) {
    const words = folded(event.target.value);
    const hits = byId("map-hits");
    const found = [];
    for (let row = 0; words && row < spots().name.length && found.length < 8; row++) {
      if (folded(spots().name[row]).includes(words)) found.push(row);
    }
    hits.replaceChildren(...found.map((row) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "as-link";
      button.textContent = spots().name[row];
      button.addEventListener("click", () => goTo(row));
      item.append(button);
      return item;
    }));
    hits.hidden = !found.length;
  }

  function goTo(row) {
    byId("map-hits").hidden = true;
    choose(row, true);
    const at = view.getNodeDisplayData(String(row));
    view.getCamera().animate({ x: at.x, y: at.y, ratio: Math.min(view.getCamera().ratio, 0.5) }, { duration: duration() });
    openPanel(false);
    place.focus();
  }

  function listen() {
    byId("map-tools").hidden = false;
    place.addEventListener("keydown", pressed);
    byId("map-in").addEventListener("click", () => zoom(1 / 1.5));
    byId("map-out").addEventListener("click", () => zoom(1.5));
    byId("map-whole").addEventListener("click", whole);
    byId("map-close").addEventListener("click", () => { panel.hidden = true; place.focus(); });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        panel.hidden = true;
        place.focus();
      }
    });
    byId("map-find").addEventListener("input", find);
    byId("map-find").addEventListener("keydown", (event) => {
      const first = byId("map-hits").querySelector("button");
      if (event.key === "Enter" && first) {
        event.preventDefault();
        first.click();
      }
    });
  }

  async function start() {
    const able = graphics();
    if (!able.is_there) return stillPicture();
    try {
      const [answer] = await Promise.all([
        fetch(`/network/map?${query}`, { credentials: "same-origin" }),
        // Names are measured with the page's own font, so it has to be there first.
        document.fonts.load(`13px ${FONT}`).catch(() => null),
      ]);
      if (!answer.ok) return state(place.dataset.failed);
      given = await answer.json();
    } catch {
      return state(place.dataset.failed);
    }
    makeGraph(!isCrowded());
    draw(able);
    return listen();
  }

  start();
})();
