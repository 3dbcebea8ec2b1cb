// Shows that a form is on its way. Only shows: the server is the one that refuses a second copy.
export function showWaiting() {
  document.addEventListener("submit", (event) => {
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const busy of document.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
  });
}
