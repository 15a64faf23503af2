// Runs before the first paint: the colour scheme a visitor chose, and a mark that modules will come.
// It is kept in this browser alone; a cookie would make every cached page vary.
document.documentElement.classList.add("js");
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; the system's scheme holds then.
}
