// The header's switch between light and dark. Going back to what the system says forgets the choice.
const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

function show() {
  const dark = isDark();
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(dark));
  }
  for (const meta of document.querySelectorAll("meta[name='theme-color']")) {
    meta.dataset.own ??= meta.content;
    meta.content = root.dataset.theme ? (dark ? "#0F1626" : "#F7F1E4") : meta.dataset.own;
  }
}

function toggle() {
  const wanted = isDark() ? "light" : "dark";
  const same = wanted === (system.matches ? "dark" : "light");
  if (same) delete root.dataset.theme;
  else root.dataset.theme = wanted;
  try {
    if (same) localStorage.removeItem("theme");
    else localStorage.setItem("theme", wanted);
  } catch {
    // Not kept, but shown.
  }
  show();
}

export function enhance(scope) {
  for (const button of scope.querySelectorAll("[data-theme-switch]:not([data-ready])")) {
    button.dataset.ready = "";
    button.addEventListener("click", toggle);
  }
  show();
}

system.addEventListener("change", show);
