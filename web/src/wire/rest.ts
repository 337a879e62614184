import type { Problem } from "../generated/api";
import type { Code } from "../generated/wire";
import { backoff } from "./backoff";
import { Refusal, Unanswered } from "./refusal";

/** The page that asks; it names the cookie that the server identifies by. */
export type Page = "window" | "official" | "supervisor" | "clerk" | "operator";

interface Request {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

// Nobody has looked at the request yet: a proxy without its server, or a server that is too busy.
const RETRY = new Set([408, 425, 502, 503, 504]);

/** Ask once. Throws `Refusal` for a problem, `Unanswered` when nobody answered. */
export async function request(page: Page, path: string, { method = "GET", ...rest }: Request = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      body: rest.body ?? null,
      signal: rest.signal ?? null,
      headers: { "X-Page": page, Accept: "application/json", ...rest.headers },
    });
  } catch (error) {
    throw new Unanswered(String(error));
  }
  if (response.ok || response.status === 304) return response; // Not modified, to whoever asked so.
  if (RETRY.has(response.status)) throw new Unanswered(String(response.status));
  throw await refusal(response);
}

async function refusal(response: Response): Promise<Refusal> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as Problem;
    return new Refusal(problem.code as Code, problem.facts ?? {});
  } catch {
    return new Refusal(response.status === 404 ? "not-found" : "internal");
  }
}

/** Ask for JSON. */
export async function read<T>(page: Page, path: string): Promise<T> {
  return (await (await request(page, path)).json()) as T;
}

/** Send JSON and return what came back. */
export async function send<T>(page: Page, path: string, body: unknown, key?: string): Promise<T> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (key) headers["Idempotency-Key"] = key;
  const response = await request(page, path, { method: "POST", body: JSON.stringify(body), headers });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Repeat until somebody answers, yes or no; what is repeated must be idempotent. Each silence is told. */
export async function insist<T>(ask: () => Promise<T>, signal?: AbortSignal, unanswered?: () => void): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unanswered) || signal?.aborted) throw error;
      unanswered?.();
    }
    await new Promise((resolve) => setTimeout(resolve, backoff(attempt)));
  }
}
