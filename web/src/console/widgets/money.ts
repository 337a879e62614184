/** Sums of money in yuan, as texts: what was typed stays exact. */

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const UNITS = ["", "拾", "佰", "仟"] as const;
const GROUPS = ["", "万", "亿", "万亿"] as const;

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

/** The sum in capital figures (大写金额), as a cheque has it; empty while the text is no sum. */
export function capital(text: string): string {
  const match = /^(0|[1-9]\d{0,10})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return "";
  const whole = yuan(match[1] ?? "0");
  const cents = (match[2] ?? "").padEnd(2, "0");
  const [jiao, fen] = [Number(cents[0]), Number(cents[1])];
  if (jiao === 0 && fen === 0) return `${whole || "零"}元整`;
  const gap = whole !== "" && jiao === 0 ? "零" : "";
  return (whole && `${whole}元`) + gap + (jiao ? `${DIGITS[jiao]}角` : "") + (fen ? `${DIGITS[fen]}分` : "整");
}

/** A whole number in capital figures; empty for nought. */
function yuan(digits: string): string {
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
      text += (pending ? "零" : "") + DIGITS[Number(digit)] + UNITS[group.length - 1 - place];
      pending = false;
      written = true;
    }
    if (written) text += GROUPS[index];
  }
  return text;
}
