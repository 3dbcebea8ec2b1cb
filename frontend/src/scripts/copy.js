// A button with data-copy="#id" or data-copy-text="…" copies, and says so in its own words.
const SHOWN_FOR = 2000; // milliseconds

export function copyOnClick() {
  for (const button of document.querySelectorAll("[data-copy], [data-copy-text]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const source = button.dataset.copy && document.querySelector(button.dataset.copy);
  const text = button.dataset.copyText ?? source?.value ?? source?.textContent.trim() ?? "";
  await navigator.clipboard.writeText(text);
  const label = button.querySelector("[aria-live]") ?? button;
  const before = label.textContent;
  if (!button.dataset.copied || before === button.dataset.copied) return;
  label.textContent = button.dataset.copied;
  setTimeout(() => (label.textContent = before), SHOWN_FOR);
}
