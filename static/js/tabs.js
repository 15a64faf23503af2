// Turns a list of links to sections (`<c-tabs>`) into tabs after the ARIA pattern: arrows move, one panel shows.
function upgrade(tabs) {
  const links = [...tabs.querySelectorAll(".tabs-list a[href^='#']")];
  const panels = links.map((link) => document.getElementById(link.hash.slice(1)));
  if (!links.length || panels.includes(null)) return;
  const list = links[0].parentElement;
  const bar = document.createElement("div"); // a nav may not be a tablist
  bar.className = list.className;
  bar.setAttribute("role", "tablist");
  bar.setAttribute("aria-label", list.getAttribute("aria-label") ?? "");
  bar.append(...links);
  list.replaceWith(bar);

  function choose(index, { focus = false, remember = true } = {}) {
    links.forEach((link, i) => {
      link.setAttribute("aria-selected", String(i === index));
      link.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
    if (focus) links[index].focus();
    if (remember) history.replaceState(history.state, "", links[index].hash);
  }

  links.forEach((link, i) => {
    link.id ||= `${panels[i].id}-tab`;
    link.setAttribute("role", "tab");
    link.setAttribute("aria-controls", panels[i].id);
    panels[i].setAttribute("role", "tabpanel");
    panels[i].setAttribute("aria-labelledby", link.id);
    panels[i].tabIndex = 0;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      choose(i);
    });
  });
  bar.addEventListener("keydown", (event) => {
    const at = links.indexOf(document.activeElement);
    const last = links.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to, { focus: true });
  });
  choose(Math.max(0, links.findIndex((link) => link.hash === location.hash)), { remember: false });
}

export function enhance(scope) {
  for (const tabs of scope.querySelectorAll("[data-tabs]:not([data-ready])")) {
    tabs.dataset.ready = "";
    upgrade(tabs);
  }
}
