// One visitor's conversation: kept in the tab, sent to the server, sent again when it did not arrive.

const KEY = "clinic-chat";
const MOST_KEPT = 200; // entries of the history
const PATIENCE_MS = 20000; // of one request
const PAUSES_MS = [1000, 2000, 4000, 8000, 15000]; // between attempts; the last one repeats

class Refused extends Error {
  constructor(status, body) {
    super(body?.error || `HTTP ${status}`);
    this.status = status;
    this.seconds = body?.retry_after;
  }
}

// Events: "entry" {entry, restored}, "state" {state: idle | waiting | offline | busy | refused, seconds}.
export class Conversation extends EventTarget {
  constructor(server) {
    super();
    this.server = server;
    this.kept = load();
    this.working = false;
    addEventListener("online", () => this.resume());
  }

  // Each is {from: "visitor", id, text, state: waiting | sent | refused} or {from: "assistant", messages, report}.
  get entries() {
    return this.kept.entries;
  }

  say(text) {
    const entry = { from: "visitor", id: crypto.randomUUID?.() ?? randomId(), text, state: "waiting" };
    this.add(entry);
    this.resume();
  }

  // Sends what waits, in order; also cuts a pause short.
  async resume() {
    this.wake?.();
    if (this.working) return;
    this.working = true;
    try {
      for (let entry; (entry = this.kept.entries.find((other) => other.state === "waiting")); ) await this.deliver(entry);
    } finally {
      this.working = false;
    }
  }

  judge(facts, helpful) {
    return this.request("POST", "feedback", { facts, helpful }).catch(() => {}); // an opinion may get lost
  }

  async clear() {
    const { token } = this.kept;
    this.kept = { entries: [] };
    this.save();
    this.wake?.();
    this.state("idle");
    if (token) await this.request("DELETE", "conversation", undefined, token).catch(() => {});
  }

  async deliver(entry) {
    for (let attempt = 0; this.kept.entries.includes(entry); attempt += 1) {
      try {
        if (attempt === 0) this.state("waiting");
        if (!this.kept.token) this.kept.token = (await this.request("POST", "conversations")).token;
        const reply = await this.request("POST", "messages", { message_id: entry.id, text: entry.text });
        if (!this.kept.entries.includes(entry)) return; // cleared meanwhile
        entry.state = "sent";
        this.state("idle");
        this.add({ from: "assistant", messages: reply.messages, report: reply.report });
        return;
      } catch (error) {
        if (!this.kept.entries.includes(entry)) return;
        if (error.status === 401) {
          delete this.kept.token;
          if (attempt === 0) continue;
        }
        if ([400, 403, 404, 413].includes(error.status)) {
          entry.state = "refused";
          console.error(`Clinic chat: ${error.message}`);
          this.save();
          this.state("refused");
          return;
        }
        const pause = error.seconds ? error.seconds * 1000 : PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
        this.state(error.status === 429 ? "busy" : "offline", Math.ceil(pause / 1000));
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, pause);
          this.wake = () => (clearTimeout(timer), resolve());
        });
        this.wake = undefined;
      }
    }
  }

  async request(method, path, body, token = this.kept.token) {
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), PATIENCE_MS);
    try {
      const response = await fetch(new URL(`webhooks/web/${path}`, this.server), {
        method,
        credentials: "omit",
        headers: { ...(body && { "Content-Type": "application/json" }), ...(token && { Authorization: `Bearer ${token}` }) },
        body: body && JSON.stringify(body),
        signal: waiting.signal,
      });
      const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
      if (!response.ok || (response.status !== 204 && !answer)) throw new Refused(response.status, answer);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  add(entry) {
    this.kept.entries.push(entry);
    this.kept.entries.splice(0, this.kept.entries.length - MOST_KEPT);
    this.save();
    this.dispatchEvent(new CustomEvent("entry", { detail: entry }));
  }

  state(state, seconds) {
    this.dispatchEvent(new CustomEvent("state", { detail: { state, seconds } }));
  }

  save() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.kept));
    } catch {
      // full, or storage is forbidden: the conversation lasts until the next page
    }
  }
}

function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (Array.isArray(kept?.entries)) return kept;
  } catch {
    // another's data, or storage is forbidden
  }
  return { entries: [] };
}

// crypto.randomUUID is missing on pages without https
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
