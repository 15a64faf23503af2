// Each behaviour is loaded only by pages that hold something for it, and again for fragments htmx brings in.
const BEHAVIOURS = [
  ["[data-theme-switch]", () => import("./theme.js")],
  ["dialog, [data-dialog]", () => import("./dialog.js")],
  ["[data-tabs]", () => import("./tabs.js")],
  ["[data-copy]", () => import("./copy.js")],
  ["[data-share]", () => import("./share.js")],
  ["[data-menu]", () => import("./nav.js")],
  ["form[data-grid]", () => import("./grid.js")],
  [".toast", () => import("./toast.js")],
  ["#address-fields", () => import("./address.js")],
  ["form[data-keep-typed]", () => import("./keep.js")],
  ["form[data-autosave]", () => import("./autosave.js")],
  ["form[data-preview]", () => import("./preview.js")],
  ["input[data-upload]", () => import("./upload.js")],
  ["input[data-photos]", () => import("./photos.js")],
];

async function enhance(root) {
  for (const [selector, load] of BEHAVIOURS) {
    if (!root.querySelector(selector)) continue;
    const module = await load();
    module.enhance?.(root);
  }
}

enhance(document);
document.addEventListener("htmx:after:swap", () => enhance(document));
