// Shows what the server placed; a double click, or Enter on a chosen one, opens the agency's page.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const given = JSON.parse(document.getElementById("given").textContent);
  const place = document.getElementById("map");
  const options = {
    physics: false,
    interaction: { hover: true, navigationButtons: true, keyboard: { enabled: true, bindToWindow: false } },
  };
  const show = () => {
    const net = new vis.Network(
      place,
      { nodes: new vis.DataSet(given.nodes), edges: new vis.DataSet(given.edges) },
      options,
    );
    const open = (chosen) => {
      if (chosen.nodes.length === 1) window.top.location.assign("/directory/" + chosen.nodes[0]);
    };
    net.on("doubleClick", open);
    place.addEventListener("keydown", (event) => {
      if (event.key === "Enter") open({ nodes: net.getSelectedNodes() });
    });
    net.once("afterDrawing", () => { net.fit(); place.dataset.drawn = "yes"; });
  };
  // Names are measured with the page's own font, so it has to be there first.
  document.fonts.load('15px "Resnet Screen"').then(show, show);
});
