import type { AnyFact, ServerFrame, StreamName, StreamStart, Welcome } from "../generated/wire";
import { isFact } from "../wire/frames";
import type { Connection } from "../wire/socket";
import type { Desk, Held } from "./desk";
import { begin, replay } from "./replay";

/** What changes a page's knowledge: a frame from the server, the state of the line, or an answered set-duty. */
export type Event =
  | ServerFrame
  | { readonly type: "connection"; readonly state: Connection }
  | { readonly type: "duty-set"; readonly on: boolean }
  | { readonly type: "ring-silenced" };

export function reduce(desk: Desk, event: Event): Desk {
  if (event.type === "connection") {
    return { ...desk, connection: event.state, everOpen: desk.everOpen || event.state === "open" };
  }
  if (event.type === "duty-set") return { ...desk, onDuty: event.on, ring: event.on ? desk.ring : null };
  if (event.type === "ring-silenced") return { ...desk, ring: null };
  if (isFact(event)) return reduceFact(desk, event);
  switch (event.type) {
    case "welcome":
      return reduceWelcome(desk, event);
    case "stream-opened":
      return { ...desk, streams: started(desk.streams, event.start) };
    case "stream-closed":
      return { ...desk, streams: ended(desk.streams, event.stream) };
    case "queue-place":
      return { ...desk, places: { ...desk.places, [event.ticket]: event } };
    case "ring":
      return { ...desk, ring: event.ticket };
    case "pointed":
      return { ...desk, pointed: { ...desk.pointed, [event.role]: event } };
    case "field-in-use":
      return { ...desk, fieldInUse: { ...desk.fieldInUse, [event.role]: event } };
    case "quality-reported":
      return { ...desk, quality: { ...desk.quality, [`${event.session}/${event.role}`]: event.word } };
    default:
      return desk;
  }
}

type Streams = Readonly<Record<StreamName, Held>>;

function reduceWelcome(desk: Desk, welcome: Welcome): Desk {
  const named = new Set(welcome.streams.map((start) => start.stream));
  // What may no longer be read is kept as it was last, so that a page can still show how it ended.
  let streams: Streams = Object.fromEntries(
    Object.entries(desk.streams).map(([name, held]) => [name, named.has(name) ? held : { ...held, closed: true }]),
  );
  for (const start of welcome.streams) streams = started(streams, start);
  return {
    ...desk,
    me: { role: welcome.role, id: welcome.id, name: welcome.name },
    onDuty: welcome.onDuty,
    ring: null,
    streams,
  };
}

function started(streams: Streams, start: StreamStart): Streams {
  const snapshot = start.snapshot ?? streams[start.stream]?.snapshot;
  return snapshot ? { ...streams, [start.stream]: { snapshot, closed: false } } : streams;
}

function ended(streams: Streams, name: StreamName): Streams {
  const held = streams[name];
  return held ? { ...streams, [name]: { ...held, closed: true } } : streams;
}

function reduceFact(desk: Desk, fact: AnyFact): Desk {
  const held = desk.streams[fact.stream];
  const snapshot = held ? replay(held.snapshot, fact) : begin(fact);
  if (!snapshot) return desk;
  const streams = { ...desk.streams, [fact.stream]: { snapshot, closed: held?.closed ?? false } };
  const rung = desk.ring;
  const answered = rung !== null && "ticket" in fact && fact.type !== "ticket-taken" && fact.ticket.id === rung.id;
  return { ...desk, streams, ring: answered ? null : rung };
}
