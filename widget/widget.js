// The launcher: one small script on the clinic's pages. The chat itself is loaded when somebody opens it.
// <script src="https://assistant.example/widget/widget.js" data-color="#0b5d66" async></script>
(() => {
  const script = document.currentScript;
  if (!script || customElements.get("clinic-chat")) return;
  const served = "__SERVED__"; // {version, clinic, strings}: put in by the server that serves this file
  const options = { ...script.dataset };
  const base = new URL(".", script.src);
  const SMALLEST_CONTRAST = 4.5; // WCAG 1.4.3

  const luminance = (hex) => {
    const [r, g, b] = hex.match(/\w\w/g).map((part) => {
      const c = parseInt(part, 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  const theme = () => {
    const usual = { color: "#0b5d66", text: "#ffffff" };
    const wanted = { color: options.color || usual.color, text: options.textColor || usual.text };
    const wrong = Object.values(wanted).find((value) => !/^#[0-9a-f]{6}$/i.test(value));
    const reached = wrong ? 0 : contrast(wanted.color, wanted.text);
    if (reached >= SMALLEST_CONTRAST) return wanted;
    console.error(
      wrong
        ? `Clinic chat: ${wrong} is not a colour like #0b5d66. The usual colours are used.`
        : `Clinic chat: text ${wanted.text} on ${wanted.color} has a contrast of ${reached.toFixed(2)} to 1 and needs ` +
            `${SMALLEST_CONTRAST} to 1 to be readable. The usual colours are used. Choose a darker data-color.`,
    );
    return usual;
  };

  const CSS = `
:host { all: initial; }
.root { font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark; }
.root[hidden], [hidden] { display: none !important; }
.launcher { position: fixed; inset-block-end: max(16px, env(safe-area-inset-bottom)); z-index: 2147483000;
  display: flex; gap: 8px; align-items: center; min-height: 48px; padding: 8px 18px; border-radius: 24px;
  border: 2px solid #fff; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600;
  box-shadow: 0 2px 10px rgb(0 0 0 / 35%); cursor: pointer; max-width: calc(100vw - 32px); }
.right .launcher { right: max(16px, env(safe-area-inset-right)); }
.left .launcher { left: max(16px, env(safe-area-inset-left)); }
.launcher:focus-visible { outline: 3px solid #000; outline-offset: 2px; box-shadow: 0 0 0 3px #fff, 0 0 0 7px #000; }
.launcher svg { width: 22px; height: 22px; fill: currentColor; flex: none; }
.aside { opacity: 0; pointer-events: none; }
.notice { position: fixed; inset-block-end: 84px; z-index: 2147483000; max-width: min(320px, calc(100vw - 64px));
  padding: 12px 16px; border: 2px solid #000; border-radius: 12px; background: #fff; color: #1a1a1a; }
.right .notice { right: 16px; } .left .notice { left: 16px; } .notice:empty { display: none; }
@media (forced-colors: active) { .launcher svg { fill: ButtonText; } .launcher:focus-visible { outline-color: Highlight; } }`;

  class ClinicChat extends HTMLElement {
    connectedCallback() {
      if (this.shadowRoot) return;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      const colors = theme();
      this.root = document.createElement("div");
      this.root.className = `root ${options.position === "left" ? "left" : "right"}`;
      this.root.lang = options.lang || "en";
      this.root.style.setProperty("--accent", colors.color);
      this.root.style.setProperty("--on-accent", colors.text);
      this.panel = document.createElement("section");
      this.panel.id = "panel";
      this.panel.hidden = true;
      this.notice = document.createElement("div");
      this.notice.className = "notice";
      this.notice.setAttribute("role", "alert");
      this.launcher = document.createElement("button");
      this.launcher.className = "launcher";
      this.launcher.type = "button";
      this.launcher.setAttribute("aria-expanded", "false");
      this.launcher.setAttribute("aria-controls", "panel");
      this.launcher.append(icon(), options.label || served.strings.launcher);
      this.launcher.addEventListener("click", () => this.toggle());
      this.root.append(this.launcher, this.notice, this.panel);
      shadow.append(this.root);
      document.addEventListener("focusin", (event) => this.giveWay(event.target));
    }

    async toggle() {
      this.notice.textContent = "";
      try {
        this.chat ??= import(new URL(`${served.version}/panel.js`, base)).then((module) =>
          module.createChat({ element: this, options, served, server: new URL("..", base) }),
        );
        (await this.chat).toggle();
      } catch (error) {
        this.chat = undefined;
        console.error("Clinic chat: could not be loaded.", error);
        this.notice.textContent = [served.strings.unreachable, served.strings.call, served.strings.emergency].join(" ");
      }
    }

    // The page's focused element is never left underneath (WCAG 2.4.11).
    giveWay(focused) {
      const under = focused === this ? null : focused.getBoundingClientRect();
      for (const part of [this.launcher, this.panel]) {
        const box = part.getBoundingClientRect();
        const covers =
          under && box.left < under.right && under.left < box.right && box.top < under.bottom && under.top < box.bottom;
        part.classList.toggle("aside", Boolean(covers));
      }
    }
  }

  function icon() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z");
    svg.append(path);
    return svg;
  }

  customElements.define("clinic-chat", ClinicChat);
  const begin = () => document.body.append(document.createElement("clinic-chat"));
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
