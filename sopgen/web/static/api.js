// Requests to the server. Three things can go wrong: nobody answers, the answer is no, or somebody was faster.

/** Nobody answers, or nobody who knows us: what was to be sent must be kept. */
export class Gone extends Error {
  constructor(unknown = false) {
    super(unknown ? "unknown" : "gone");
    this.unknown = unknown;
  }
}

/** The server's no: `message` is a sentence for people, `state` the document as it is. */
export class Refused extends Error {
  constructor(status, message, state) {
    super(message);
    this.status = status;
    this.state = state ?? null;
  }
}

export function read(address) {
  return answer(address, {});
}

export function send(address, body) {
  const headers = { "Content-Type": "application/json", "X-Sopgen": "1" };
  return answer(address, { method: "POST", headers, body: JSON.stringify(body) });
}

async function answer(address, request) {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...request });
  } catch {
    throw new Gone();
  }
  const found = await content(response);
  if (response.ok) return found;
  if (response.status === 403) throw new Gone(true);
  if (response.status >= 502) throw new Gone();
  throw new Refused(response.status, found.error ?? `Server menjawab ${response.status}.`, found.state);
}

async function content(response) {
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new Gone();
    return {};
  }
}

/** Where a document is found; its key holds slashes. */
export function place(key) {
  return `/api/sops/${key.split("/").map(encodeURIComponent).join("/")}`;
}

const AGAIN = 3000;

/**
 * What happens elsewhere: `listeners` are called with what the server tells; `met` when it can be heard (again),
 * `missed` when it cannot, with whether it answers but does not know us.
 */
export function listen(listeners, met, missed) {
  const events = new EventSource("/api/events");
  events.addEventListener("open", met);
  events.addEventListener("error", () => {
    const refused = events.readyState === EventSource.CLOSED;
    missed(refused);
    if (refused) setTimeout(() => listen(listeners, met, missed), AGAIN);
  });
  for (const [kind, listener] of Object.entries(listeners)) {
    events.addEventListener(kind, (event) => listener(JSON.parse(event.data || "{}")));
  }
}
