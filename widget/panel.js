// The chat's panel: shows the conversation and takes questions. Loaded when the launcher is first pressed.

import { Conversation } from "./conversation.js";
import { element, fill, hidden, paragraphs } from "./elements.js";

const TYPING_AFTER_MS = 500;
const SPOKEN_MS = 1000; // how long a spoken copy stays for screen readers to pick up
const LONGEST = 20000; // characters of a message that the server reads
const FULL_SCREEN = "(max-width: 480px), (max-height: 420px)";

// {element: the <clinic-chat>, options: the script's data-* attributes, served: from the server, server: its URL}
export async function createChat({ element: host, options, served, server }) {
  const [css, strings] = await Promise.all([
    get(new URL("panel.css", import.meta.url)).then((response) => response.text()),
    get(new URL("strings.json", import.meta.url)).then((response) => response.json()),
  ]);
  const own = options.strings
    ? await get(new URL(options.strings, document.baseURI)).then((response) => response.json(), sayWhy)
    : {};
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  host.shadowRoot.adoptedStyleSheets.push(sheet);
  return new Panel(host, options, served.clinic, { ...strings, ...own }, server);
}

class Panel {
  constructor(host, options, clinic, strings, server) {
    this.host = host;
    this.panel = host.panel;
    this.server = server;
    const values = { ...clinic, clinic: clinic.name, name: options.name || clinic.name };
    this.strings = Object.fromEntries(
      Object.entries({ ...strings, ...(options.greeting && { greeting: options.greeting }) }).map(([key, text]) => [
        key,
        typeof text === "string" ? fill(text, { seconds: "{seconds}", number: "{number}", document: "{document}", section: "{section}", ...values }) : text,
      ]),
    );
    if (!clinic.phone) this.strings.call = this.strings.call_without_phone;
    this.links = linksOf(clinic, this.strings);
    this.fullScreen = matchMedia(FULL_SCREEN);
    this.fullScreen.addEventListener("change", () => this.fitScreen());
    this.conversation = new Conversation(server);
    this.build(options);
    this.conversation.addEventListener("entry", ({ detail }) => this.show(detail));
    this.conversation.addEventListener("state", ({ detail }) => this.showState(detail));
    this.restore();
  }

  build(options) {
    const { strings } = this;
    this.status = element("div", { class: "status", role: "status" });
    this.error = element("div", { class: "error", role: "alert" });
    this.spoken = element("div", { class: "visually-hidden", role: "alert" });
    this.log = element("div", { class: "log", role: "log", "aria-label": strings.conversation, "aria-live": "polite", "aria-atomic": "false" });
    this.scroller = element("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": strings.conversation }, this.introduction(), this.log);
    this.input = element("textarea", { id: "question", rows: "1", autocomplete: "off", enterkeyhint: "send", dir: "auto", "aria-describedby": "error" });
    this.error.id = "error";
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    for (const event of ["pointerdown", "keydown"]) this.input.addEventListener(event, () => this.input.removeAttribute("inputmode"));
    const form = element(
      "form",
      { onsubmit: (event) => (event.preventDefault(), this.submit()) },
      element("label", { for: "question" }, strings.input),
      element("div", { class: "row" }, this.input, element("button", { class: "primary", type: "submit" }, strings.send)),
    );
    const bar = element(
      "div", // a header would be a second banner of the page
      { class: "bar" },
      element("h2", { id: "title" }, strings.title),
      element("button", { type: "button", class: "quiet", "aria-label": strings.clear_label, onclick: () => this.clear() }, strings.clear),
      element("button", { type: "button", class: "quiet", onclick: () => this.close() }, strings.close),
    );
    const emergency = element("div", { class: "emergency" }, ...paragraphs(strings.emergency, this.links));
    this.panel.className = "panel";
    this.panel.setAttribute("aria-labelledby", "title");
    this.host.root.dir = strings.dir || document.documentElement.dir || "ltr";
    if (options.theme) this.host.root.dataset.theme = options.theme;
    this.panel.append(bar, emergency, this.scroller, this.status, this.error, form, this.spoken);
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      if (event.key === "Tab" && this.fullScreen.matches) this.keepFocus(event);
    });
    visualViewport?.addEventListener("resize", () => this.fitScreen());
    this.fitScreen();
  }

  introduction() {
    const { strings } = this;
    const questions = strings.suggestions.map((question) =>
      element("li", {}, element("button", { type: "button", class: "choice", onclick: () => this.choose(question) }, question)),
    );
    return element(
      "div",
      { class: "introduction" },
      ...paragraphs(strings.greeting, this.links),
      element("p", { class: "small" }, strings.privacy),
      element("p", { id: "suggestions" }, strings.suggestions_label),
      element("ul", { "aria-labelledby": "suggestions" }, ...questions),
    );
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  open() {
    this.panel.hidden = false;
    this.host.launcher.setAttribute("aria-expanded", "true");
    this.host.root.classList.add("open");
    this.fitScreen();
    this.input.focus({ preventScroll: true });
    if (this.log.lastChild) reveal([this.log.lastChild]);
    this.conversation.resume();
  }

  close() {
    this.panel.hidden = true;
    this.host.launcher.setAttribute("aria-expanded", "false");
    this.host.root.classList.remove("open");
    this.host.launcher.focus();
  }

  submit() {
    const text = this.input.value.trim();
    if (!text || text.length > LONGEST) {
      this.fail(text ? this.strings.too_long : this.strings.empty);
      this.input.focus();
      return;
    }
    this.input.value = "";
    this.conversation.say(text);
  }

  // A question or answer that was offered; the keyboard of a phone stays away.
  choose(text) {
    this.input.setAttribute("inputmode", "none");
    this.input.focus();
    this.conversation.say(text);
  }

  async clear() {
    await this.conversation.clear();
    this.log.replaceChildren();
    this.fail();
    this.scroller.scrollTop = 0;
    this.input.focus();
    this.status.textContent = this.strings.cleared;
  }

  // What was said on earlier pages is shown, not spoken again.
  restore() {
    this.log.setAttribute("aria-live", "off");
    for (const entry of this.conversation.entries) this.log.append(...this.bubbles(entry));
    requestAnimationFrame(() => this.log.setAttribute("aria-live", "polite"));
  }

  show(entry) {
    const urgent = entry.report?.kind === "urgent";
    // Said at once and only once: by the alert, not by the log too.
    if (urgent) this.speak(entry.messages.map(({ text }) => text).join("\n"));
    const bubbles = this.bubbles(entry);
    this.log.append(...bubbles);
    reveal(bubbles);
  }

  speak(text) {
    this.log.setAttribute("aria-live", "off");
    this.spoken.textContent = text;
    setTimeout(() => {
      this.spoken.textContent = "";
      this.log.setAttribute("aria-live", "polite");
    }, SPOKEN_MS);
  }

  bubbles(entry) {
    const { strings } = this;
    if (entry.from === "visitor") {
      return [element("div", { class: "bubble visitor" }, hidden(strings.you_said), ...paragraphs(entry.text))];
    }
    const { messages, report } = entry;
    const bubbles = messages.map(({ text }) =>
      element("div", { class: `bubble assistant ${report.kind}` }, hidden(strings.assistant_said), ...paragraphs(text, this.links)),
    );
    const choices = messages.flatMap(({ buttons }) => buttons);
    if (choices.length) bubbles.push(this.choices(choices));
    const extras = [this.calendar(report), this.sources(report), this.opinion(report)].filter(Boolean);
    if (extras.length) bubbles.push(element("div", { class: "extras" }, ...extras));
    return bubbles;
  }

  choices(choices) {
    const buttons = choices.map((choice) => element("button", { type: "button", class: "choice" }, choice));
    for (const button of buttons) {
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled")) return;
        for (const other of buttons) other.setAttribute("aria-disabled", "true");
        button.append(element("span", { class: "chosen" }, ` (${this.strings.chosen})`));
        this.choose(button.firstChild.textContent);
      });
    }
    return element("ul", { class: "choices" }, ...buttons.map((button) => element("li", {}, button)));
  }

  calendar({ calendar }) {
    if (typeof calendar !== "string") return null;
    const url = new URL(calendar, this.server);
    return url.origin === this.server.origin ? element("a", { class: "calendar", href: url.href, download: true }, this.strings.calendar) : null;
  }

  sources({ sources }) {
    if (!sources?.length) return null;
    const lines = sources.map((source) => element("li", {}, fill(this.strings.source_of, source)));
    return element("details", {}, element("summary", {}, this.strings.source), element("ul", {}, ...lines));
  }

  opinion({ kind, facts }) {
    if (kind !== "answer" || !facts.length) return null;
    const { strings } = this;
    const buttons = [true, false].map((helpful) =>
      element("button", { type: "button", class: "small", "aria-label": helpful ? strings.yes_label : strings.no_label, "aria-pressed": "false" }, helpful ? strings.yes : strings.no),
    );
    buttons.forEach((button, index) =>
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled")) return;
        for (const other of buttons) other.setAttribute("aria-disabled", "true");
        button.setAttribute("aria-pressed", "true");
        this.status.textContent = strings.thanks;
        this.conversation.judge(facts, index === 0);
      }),
    );
    return element("div", { class: "opinion", role: "group", "aria-label": strings.helpful }, element("span", { "aria-hidden": "true" }, strings.helpful), ...buttons);
  }

  showState({ state, seconds }) {
    const { strings } = this;
    clearTimeout(this.typing);
    this.status.replaceChildren();
    this.panel.dataset.state = state;
    if (state === "waiting") {
      this.fail();
      this.typing = setTimeout(() => this.status.replaceChildren(strings.typing, dots()), TYPING_AFTER_MS);
    } else if (state === "idle") this.fail();
    else if (state === "refused") this.fail(`${strings.refused} ${strings.call}`);
    else if (state === "busy") this.fail(fill(strings.busy, { seconds }));
    else this.fail(`${strings.unreachable} ${strings.kept} ${strings.call}`, true);
  }

  // Shows and speaks an error; none without words. The same words are not said twice.
  fail(words = "", again = false) {
    if (this.error.dataset.words === words) return;
    this.error.dataset.words = words;
    const retry = element("button", { type: "button", class: "choice", onclick: () => this.retry() }, this.strings.retry);
    this.error.replaceChildren(...paragraphs(words, this.links), ...(words && again ? [retry] : []));
    this.input.toggleAttribute("aria-invalid", words === this.strings.empty || words === this.strings.too_long);
  }

  retry() {
    this.status.textContent = this.strings.sending;
    this.input.focus();
    this.conversation.resume();
  }

  // On a phone the panel covers the page: it is a dialog, as high as the keyboard leaves room.
  fitScreen() {
    const full = this.fullScreen.matches;
    this.panel.setAttribute("role", full ? "dialog" : "region");
    if (full) this.panel.setAttribute("aria-modal", "true");
    else this.panel.removeAttribute("aria-modal");
    if (full && visualViewport && visualViewport.scale === 1) this.panel.style.setProperty("--height", `${visualViewport.height}px`);
    else this.panel.style.removeProperty("--height");
  }

  keepFocus(event) {
    const stops = [...this.panel.querySelectorAll("button, a, textarea, summary, [tabindex='0']")].filter((stop) => stop.checkVisibility?.() ?? true);
    const [first, last] = [stops[0], stops.at(-1)];
    const now = this.host.shadowRoot.activeElement;
    if (event.shiftKey ? now === first : now === last) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
}

// The only links there are: the clinic's phone and booking page, and the emergency numbers.
function linksOf(clinic, strings) {
  const numbers = [clinic.phone, clinic.emergency_number, clinic.crisis_number].filter(Boolean);
  const calls = numbers.map((number) => ({
    text: number,
    href: `tel:${number.replace(/[^\d+]/g, "")}`,
    label: fill(strings.call_label, { number }),
  }));
  const booking = clinic.booking_link?.startsWith("https://") ? [{ text: clinic.booking_link, href: clinic.booking_link }] : [];
  return [...booking, ...calls];
}

// The end of what is new, or its beginning where it is longer than the space for it.
function reveal(bubbles) {
  bubbles.at(-1).scrollIntoView({ block: "nearest" });
  bubbles[0].scrollIntoView({ block: "nearest" });
}

function dots() {
  return element("span", { class: "dots", "aria-hidden": "true" }, ...[1, 2, 3].map(() => element("i")));
}

async function get(url) {
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(`${url.pathname}: HTTP ${response.status}`);
  return response;
}

function sayWhy(error) {
  console.error("Clinic chat: data-strings could not be read; the usual words are used.", error);
  return {};
}
