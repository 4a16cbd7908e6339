// Guards providers: if one throws, the error is logged and the request still gets an answer. The only `try` around the pure code.
import { isOperationCancelled } from 'langium';
import { ResponseError } from 'vscode-languageserver-protocol';

/** The answer of each method of a provider if the provider throws. */
export type Fallbacks<T> = { readonly [K in keyof T]?: unknown };

/**
 * The provider with the methods named in `fallbacks` guarded: a failure is logged and the fallback answers.
 * Cancellation and errors meant for the user (`ResponseError`) pass.
 */
export function answering<T extends object>(provider: T, fallbacks: Fallbacks<T>): T {
  return new Proxy(provider, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      const method = value.bind(target);
      if (!Object.hasOwn(fallbacks, property)) return method;
      const fallback: unknown = Reflect.get(fallbacks, property);
      return (...parameters: readonly unknown[]) => answerOr(fallback, String(property), async () => method(...parameters));
    },
  });
}

/** The result of `ask`, or the fallback if it throws; `name` appears in the log. */
export async function answerOr<T>(fallback: T, name: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (isOperationCancelled(error) || error instanceof ResponseError) throw error;
    console.error(`${name} failed:`, error);
    return fallback;
  }
}
