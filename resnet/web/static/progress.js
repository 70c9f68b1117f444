// How far the work on a file is: asks this server again and again, and shows the page anew when it is done.
const box = document.getElementById("progress");
const says = document.getElementById("progress-says");
const bar = box.querySelector("progress");

async function ask() {
  const answer = await fetch(box.dataset.state, { credentials: "same-origin" });
  if (!answer.ok) return location.reload();
  const told = await answer.json();
  if (!told.busy) return location.reload();
  if (says.textContent !== told.says) says.textContent = told.says;
  if (told.total) {
    bar.max = told.total;
    bar.value = told.done;
  }
  setTimeout(ask, 1000);
}

setTimeout(ask, 500);
