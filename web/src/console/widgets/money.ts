/** Sums of money in yuan, as texts: what was typed stays exact. */

// Capital figures are a notation, not a language: they are the same on the English page, hence by code point.
const DIGITS = "\u96f6\u58f9\u8d30\u53c1\u8086\u4f0d\u9646\u67d2\u634c\u7396";
const UNITS = ["", "\u62fe", "\u4f70", "\u4edf"] as const;
const GROUPS = ["", "\u4e07", "\u4ebf", "\u4e07\u4ebf"] as const;
const [YUAN, JIAO, FEN, EXACTLY] = ["\u5143", "\u89d2", "\u5206", "\u6574"] as const;
const NOUGHT = "\u96f6";

/** Put commas between the thousands of what has been typed so far. */
export function thousands(text: string): string {
  const [whole = "", ...rest] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+(?!\d))/g, ","), ...rest].join(".");
}

/** What was typed, without separators and anything else that is no part of a sum. */
export function plain(text: string): string {
  const digits = text.replace(/[^\d.]/g, "");
  const [whole = "", ...rest] = digits.split(".");
  const kept = whole.replace(/^0+(?=\d)/, "");
  return rest.length > 0 ? `${kept || "0"}.${rest.join("").slice(0, 2)}` : kept;
}

/** The sum in capital figures, as a cheque has it; empty while the text is no sum. */
export function capital(text: string): string {
  const match = /^(0|[1-9]\d{0,10})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return "";
  const whole = figures(match[1] ?? "0");
  const cents = (match[2] ?? "").padEnd(2, "0");
  const [jiao, fen] = [Number(cents[0]), Number(cents[1])];
  if (jiao === 0 && fen === 0) return (whole || NOUGHT) + YUAN + EXACTLY;
  const gap = whole !== "" && jiao === 0 ? NOUGHT : "";
  return (whole && whole + YUAN) + gap + (jiao ? DIGITS[jiao] + JIAO : "") + (fen ? DIGITS[fen] + FEN : EXACTLY);
}

/** A whole number in capital figures; empty for nought. */
function figures(digits: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.push(digits.slice(Math.max(0, end - 4), end));
  let text = "";
  let pending = false; // A nought is read once, before the next figure.
  for (let index = groups.length - 1; index >= 0; index -= 1) {
    const group = groups[index] ?? "";
    let written = false;
    for (const [place, digit] of [...group].entries()) {
      if (digit === "0") {
        pending = text !== "";
        continue;
      }
      text += (pending ? NOUGHT : "") + DIGITS[Number(digit)] + UNITS[group.length - 1 - place];
      pending = false;
      written = true;
    }
    if (written) text += GROUPS[index];
  }
  return text;
}
