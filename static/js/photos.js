// <input type="file" data-photos="most files" data-side="pixels" data-bytes="of all together" data-refused="text">.
// Photographs are made smaller here: a telephone's five weigh more than the site takes, and its network is slow. What
// cannot be drawn here is sent as it is, and the server says what it thinks of it.
const SMALL = 500_000; // bytes: not worth the work
const QUALITY = 0.88;

export function enhance(scope) {
  for (const input of scope.querySelectorAll("input[data-photos]:not([data-ready])")) {
    input.dataset.ready = "";
    watch(input);
  }
}

function watch(input) {
  const said = document.createElement("p");
  said.className = "field-error";
  said.setAttribute("role", "alert");
  said.hidden = true;
  input.after(said);
  let turn = 0;
  let work = null; // what goes on with the files chosen last

  input.addEventListener("change", () => {
    const now = ++turn;
    work = take([...input.files], now).finally(() => {
      if (now === turn) work = null;
    });
  });

  async function take(chosen, now) {
    if (chosen.length > Number(input.dataset.photos)) return complain();
    const list = new DataTransfer();
    for (const file of chosen) list.items.add(await smaller(file, Number(input.dataset.side))); // one by one: they are large
    if (now !== turn) return; // others were chosen meanwhile
    input.files = list.files;
    const total = [...list.files].reduce((sum, file) => sum + file.size, 0);
    if (total > Number(input.dataset.bytes)) complain();
    else quiet();
  }

  input.form?.addEventListener("submit", async (event) => {
    if (!work && said.hidden) return;
    event.preventDefault();
    while (work) await work;
    if (said.hidden) input.form.requestSubmit(event.submitter);
    else input.focus();
  });

  function complain() {
    said.textContent = input.dataset.refused;
    said.hidden = false;
    input.setAttribute("aria-invalid", "true");
  }

  function quiet() {
    said.hidden = true;
    input.removeAttribute("aria-invalid");
  }
}

async function smaller(file, side) {
  if (file.size <= SMALL) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.fillStyle = "#fff"; // what was see-through
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
  } catch {
    return file;
  }
}
