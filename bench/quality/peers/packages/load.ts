/** The exports of a package of this folder. It may not be installed, so the compiler must not look for its types. */
export function load<T>(name: string): Promise<T> {
  return import(name);
}
