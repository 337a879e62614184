import { expect, test } from "vitest";

import { begin, change, redo, undo } from "../../../../src/pages/operator/editor/history";

const at = (n: number) => ({ n });

test("what is typed into one field is one change, and is taken back at once", () => {
  const typed = change(change(change(begin(at(0)), at(1), "fee"), at(2), "fee"), at(3), "name");
  expect(undo(typed).present).toEqual(at(2));
  expect(undo(undo(typed)).present).toEqual(at(0));
  expect(redo(undo(typed)).present).toEqual(at(3));
});

test("what is done at once is a change of its own", () => {
  const done = change(change(begin(at(0)), at(1), ""), at(2), "");
  expect(undo(done).present).toEqual(at(1));
});

test("nothing is undone before the first change, and nothing redone after a new one", () => {
  expect(undo(begin(at(0))).present).toEqual(at(0));
  const back = undo(change(begin(at(0)), at(1), "fee"));
  expect(redo(change(back, at(2), "fee")).present).toEqual(at(2));
});
