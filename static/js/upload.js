// Photographs of a telephone are made smaller before they are sent, then sent at once with the rest of the form.
const SMALL = 900_000; // bytes that need no shrinking

async function smaller(file, side) {
  if (file.size <= SMALL || !file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.86));
    return blob && blob.size < file.size ? new File([blob], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file; // a kind this browser cannot draw: the server looks at it
  }
}

async function send(input) {
  const button = input.form.querySelector("[data-upload-button]");
  button.setAttribute("aria-busy", "true");
  const files = await Promise.all([...input.files].map((file) => smaller(file, Number(input.dataset.side))));
  try {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
  } catch {
    // An old browser: the files go as they are.
  }
  button.removeAttribute("aria-busy");
  input.form.requestSubmit(button);
}

export function enhance(scope) {
  for (const input of scope.querySelectorAll("input[data-upload]:not([data-ready])")) {
    input.dataset.ready = "";
    input.addEventListener("change", () => input.files.length && send(input));
  }
}
