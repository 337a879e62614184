/** Numbers that carry a check of their own, and what can be read from them. The server checks all of them by itself. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = "10X98765432";

export interface Citizen {
  readonly birthday: string; // ISO date.
  readonly sex: "male" | "female";
}

/** Read a citizen's ID number (GB 11643-1999); null while it is none. */
export function readIdNumber(text: string): Citizen | null {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return null;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  if (CHECKS[sum % 11] !== text[17]) return null;
  const birthday = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const day = new Date(`${birthday}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== birthday) return null;
  return { birthday, sex: Number(text[16]) % 2 === 1 ? "male" : "female" };
}

const CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Whether it is a unified social credit code (GB 32100-2015). */
export function isCreditCode(text: string): boolean {
  if (text.length !== 18 || [...text].some((letter) => !CREDIT.includes(letter))) return false;
  let sum = 0;
  let weight = 1;
  for (const letter of text.slice(0, 17)) {
    sum += CREDIT.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT[(31 - (sum % 31)) % 31] === text[17];
}

/** Whether the digits end in a right check digit (ISO/IEC 7812-1, the formula of Luhn). */
export function isBankAccount(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
