// <button data-dialog="id"> opens a <dialog>; its own form method="dialog", Escape and a click outside close it.
export function open(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
  return dialog;
}

export function enhance(scope) {
  for (const opener of scope.querySelectorAll("[data-dialog]:not([data-ready])")) {
    opener.dataset.ready = "";
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      if (open(opener.dataset.dialog)) event.preventDefault(); // a link keeps its page where there is no dialog
    });
  }
  for (const dialog of scope.querySelectorAll("dialog:not([data-ready])")) {
    dialog.dataset.ready = "";
    let began = null;
    // Both ends of the click must be on the backdrop: marking text and letting go outside is no wish to close.
    dialog.addEventListener("pointerdown", (event) => (began = event.target));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && began === dialog) dialog.close();
    });
  }
}
