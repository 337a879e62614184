import { createContext, useContext, useSyncExternalStore } from "react";

import type { Directive, Language } from "../generated/wire";
import type { Page } from "../wire/rest";
import { Wire } from "../wire/socket";
import { EMPTY } from "./desk";
import type { Desk } from "./desk";
import { reduce } from "./reduce";
import type { Event } from "./reduce";
import { Store } from "./store";

/** A page's line to the desk and what it has learned over it. */
export interface Line {
  readonly page: Page;
  readonly wire: Wire;
  readonly store: Store<Desk, Event>;
  /** Hear directives that concern a session's media. */
  onDirective(listener: (directive: Directive) => void): () => void;
}

export function openLine(page: Page, language: () => Language): Line {
  const store = new Store<Desk, Event>(reduce, EMPTY);
  const listeners = new Set<(directive: Directive) => void>();
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const wire = new Wire(`${scheme}//${location.host}/ws/${page}`, language, {
    frame: (frame) => {
      store.dispatch(frame);
      if (frame.type === "directive") for (const listener of listeners) listener(frame);
    },
    connection: (state) => store.dispatch({ type: "connection", state }),
  });
  addEventListener("online", () => wire.hurry());
  return {
    page,
    wire,
    store,
    onDirective: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const LineContext = createContext<Line | null>(null);
export const LineProvider = LineContext.Provider;

export function useLine(): Line {
  const line = useContext(LineContext);
  if (!line) throw new Error("useLine outside LineProvider");
  return line;
}

export function useDesk(): Desk {
  const { store } = useLine();
  return useSyncExternalStore(store.subscribe, store.get);
}
