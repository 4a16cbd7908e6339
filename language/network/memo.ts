// A function of an object → the same function, computed once for each object. Values of the pipeline never change, so a result never expires.
// It is here because every folder that uses it may import from `network`.

/** Keeps the result for as long as the object lives. The result must not be `undefined`. */
export function perObject<K extends object, V extends NonNullable<unknown>>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = compute(key);
    known.set(key, made);
    return made;
  };
}
