import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { ReactNode } from "react";

/** One key and what it does now; `level` is the depth of the dialog that it belongs to. */
export interface Binding {
  readonly key: string;
  readonly label: string;
  readonly level: number;
  readonly run: () => void;
}

/**
 * The keys of a console. A letter works by itself, and with Alt while somebody types into a field; an open dialog's keys
 * hide those of the page behind it.
 */
export class Keys {
  #bindings: readonly Binding[] = [];
  #open: readonly number[] = [];
  readonly #listeners = new Set<() => void>();

  readonly get = (): readonly Binding[] => this.#bindings;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  bind(binding: Binding): () => void {
    this.#change([...this.#bindings, binding]);
    return () => this.#change(this.#bindings.filter((each) => each !== binding));
  }

  /** A dialog of this depth stands open until the returned function is called. */
  cover(level: number): () => void {
    this.#open = [...this.#open, level];
    return () => {
      this.#open = this.#open.toSpliced(this.#open.indexOf(level), 1);
    };
  }

  press(event: KeyboardEvent): void {
    if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey) return;
    if (isTyping(event.target) && !event.altKey) return;
    const key = event.key === "?" ? "?" : event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase();
    const level = Math.max(0, ...this.#open);
    const binding = this.#bindings.findLast((each) => each.key === key && each.level === level);
    if (!binding) return;
    event.preventDefault();
    binding.run();
  }

  #change(bindings: readonly Binding[]): void {
    this.#bindings = bindings;
    for (const listener of this.#listeners) listener();
  }
}

const KeysContext = createContext<Keys>(new Keys());
const LevelContext = createContext(0);

export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const keys = useMemo(() => new Keys(), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => keys.press(event);
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [keys]);
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** What stands inside an open dialog: its keys are the only ones. */
export function KeyCover({ children }: { readonly children: ReactNode }) {
  const keys = useContext(KeysContext);
  const level = useContext(LevelContext) + 1;
  useEffect(() => keys.cover(level), [keys, level]);
  return <LevelContext value={level}>{children}</LevelContext>;
}

/** Bind a key while the component stands and `enabled`; the newest binding of a key wins. */
export function useKey(key: string | undefined, label: string, enabled: boolean, run: () => void): void {
  const keys = useContext(KeysContext);
  const level = useContext(LevelContext);
  const newest = useRef(run);
  newest.current = run;
  useEffect(() => {
    if (key === undefined || !enabled) return;
    return keys.bind({ key, label, level, run: () => newest.current() });
  }, [keys, key, label, level, enabled]);
}

export function useBindings(): readonly Binding[] {
  const keys = useContext(KeysContext);
  return useSyncExternalStore(keys.subscribe, keys.get);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
