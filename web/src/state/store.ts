/** A value that changes through one reducer, and whoever listens to it. */
export class Store<S, E> {
  readonly #reduce: (state: S, event: E) => S;
  readonly #listeners = new Set<() => void>();
  #state: S;

  constructor(reduce: (state: S, event: E) => S, initial: S) {
    this.#reduce = reduce;
    this.#state = initial;
  }

  readonly get = (): S => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispatch(event: E): void {
    const next = this.#reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}

/** A store whose event is simply its changed fields. */
export class Fields<S extends object> extends Store<S, Partial<S>> {
  constructor(initial: S) {
    super((state, changed) => ({ ...state, ...changed }), initial);
  }
}
